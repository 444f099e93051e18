#!/usr/bin/env bash
# Which libraries that read parts of a file by HTTP work with a URL of S3 that is signed for GET, as `getSignedUrl` makes it for the
# credentials of a user. S3 responds to HEAD of such a URL with status 403.
#
# Guess: hyparquet, zip.js, unzipit, parquet-wasm, generic-filehandle2 (`stat`), @dsnp/parquetjs, random-access-http, and
# @tokenizer/http send HEAD first, and fail.
# Found: only the last two do so, and so do zip.js with `HttpReader` (not with `HttpRangeReader`), unzipit with `HTTPRangeReader` (with a
# URL, it gets the whole file), and zarrita, which sends HEAD only for the end of a file. hyparquet sends HEAD, and then GET.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts hyparquet@1.33.0 @zip.js/zip.js@2.24.0 unzipit@2.1.1 parquet-wasm@0.8.0 \
  generic-filehandle2@2.1.10 @dsnp/parquetjs@1.8.8 random-access-http@2.0.2 @tokenizer/http@0.9.2 zarrita@0.7.5
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import parquetjs from "@dsnp/parquetjs";
import { makeTokenizer } from "@tokenizer/http";
import { HttpRangeReader, HttpReader } from "@zip.js/zip.js";
import { RemoteFile } from "generic-filehandle2";
import { asyncBufferFromUrl } from "hyparquet";
import { ParquetFile } from "parquet-wasm/node";
import randomAccessHttp from "random-access-http";
import { HTTPRangeReader as UnzipitReader, unzip } from "unzipit";
import { FetchStore } from "zarrita";

const file = Buffer.alloc(300_000);
const requests = [];
const server = createServer(({ method, headers: { range = "" } }, response) => {
  requests.push(`${method}${range && " range"}`);
  if (method !== "GET") {
    response.writeHead(403).end();
    return;
  }
  const parts = /bytes=(\d*)-(\d*)/.exec(range);
  if (parts === null) {
    response.writeHead(200, { "content-length": file.length, "accept-ranges": "bytes" }).end(file);
    return;
  }
  const [, first, last] = parts;
  const start = first === "" ? file.length - Number(last) : Number(first);
  const end = first === "" || last === "" ? file.length - 1 : Math.min(Number(last), file.length - 1);
  response
    .writeHead(206, { "content-length": end - start + 1, "content-range": `bytes ${start}-${end}/${file.length}`, "accept-ranges": "bytes" })
    .end(file.subarray(start, end + 1));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/bucket/file?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=abc`;

const readers = {
  hyparquet: () => asyncBufferFromUrl({ url }),
  "zip.js, HttpReader": () => new HttpReader(url).init(),
  "zip.js, HttpReader, preventHeadRequest": () => new HttpReader(url, { preventHeadRequest: true, useRangeHeader: true }).init(),
  "zip.js, HttpRangeReader": () => new HttpRangeReader(url).init(),
  "unzipit, unzip": () => unzip(url),
  "unzipit, HTTPRangeReader": () => new UnzipitReader(url).getLength(),
  "parquet-wasm": () => ParquetFile.fromUrl(url),
  "generic-filehandle2, stat": () => new RemoteFile(url).stat(),
  "@dsnp/parquetjs": () => parquetjs.ParquetReader.openUrl(url),
  "random-access-http": () =>
    new Promise((resolve, reject) => {
      randomAccessHttp(url).read(0, 10, (error, data) => (error ? reject(error) : resolve(data)));
    }),
  "@tokenizer/http": () => makeTokenizer(url),
  "@tokenizer/http, avoidHeadRequests": () => makeTokenizer(url, { avoidHeadRequests: true }),
  "zarrita, start": () => new FetchStore(url).getRange("/0", { offset: 0, length: 10 }),
  "zarrita, end": () => new FetchStore(url).getRange("/0", { suffixLength: 10 }),
  "zarrita, end, useSuffixRequest": () => new FetchStore(url, { useSuffixRequest: true }).getRange("/0", { suffixLength: 10 }),
};
for (const [name, read] of Object.entries(readers)) {
  requests.length = 0;
  await Promise.resolve().then(read).catch(() => {}); // the content is no Parquet or ZIP file
  console.log(`${name}: ${requests.slice(0, 2).join(", ")}`);
}
process.exit();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "hyparquet: HEAD, GET range
zip.js, HttpReader: HEAD
zip.js, HttpReader, preventHeadRequest: GET range
zip.js, HttpRangeReader: GET range
unzipit, unzip: GET
unzipit, HTTPRangeReader: HEAD
parquet-wasm: GET range
generic-filehandle2, stat: GET range
@dsnp/parquetjs: GET range
random-access-http: HEAD
@tokenizer/http: HEAD
@tokenizer/http, avoidHeadRequests: GET range
zarrita, start: GET range
zarrita, end: HEAD
zarrita, end, useSuffixRequest: GET range" ]

#!/usr/bin/env bash
# Which libraries that read parts of a file by HTTP work with a URL of S3 that is signed for GET, as `getSignedUrl` makes it for the
# credentials of a user. S3 responds to HEAD of such a URL with status 403.
#
# Guess: hyparquet, zip.js, unzipit, parquet-wasm, generic-filehandle2 (`stat`), @dsnp/parquetjs, random-access-http, and
# @tokenizer/http send HEAD first, and fail.
# Found: only the last two do so, and so do zip.js with `HttpReader` (not with `HttpRangeReader`), unzipit with `HTTPRangeReader` (with a
# URL, it gets the whole file), and zarrita, which sends HEAD only for the end of a file. hyparquet sends HEAD, and then GET.
# @dsnp/parquetjs sends a GET without a range to learn the size.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts hyparquet@1.33.0 @zip.js/zip.js@2.24.0 unzipit@2.1.1 parquet-wasm@0.8.0 \
  generic-filehandle2@2.1.10 @dsnp/parquetjs@1.8.8 random-access-http@2.0.2 @tokenizer/http@0.9.2 zarrita@0.7.5
cat > run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import parquetjs from "@dsnp/parquetjs";
import { makeTokenizer } from "@tokenizer/http";
import { HttpRangeReader, HttpReader, TextReader, TextWriter, Uint8ArrayWriter, ZipReader, ZipWriter } from "@zip.js/zip.js";
import { RemoteFile } from "generic-filehandle2";
import { asyncBufferFromUrl, parquetReadObjects } from "hyparquet";
import { ParquetFile } from "parquet-wasm/node";
import randomAccessHttp from "random-access-http";
import { HTTPRangeReader as UnzipitReader, unzip } from "unzipit";
import { FetchStore } from "zarrita";

const archive = new ZipWriter(new Uint8ArrayWriter());
await archive.add("text.txt", new TextReader("text"));
const schema = new parquetjs.ParquetSchema({ name: { type: "UTF8" } });
const writer = await parquetjs.ParquetWriter.openFile(schema, "file.parquet");
await writer.appendRow({ name: "text" });
await writer.close();
const files = { "/bucket/file.zip": Buffer.from(await archive.close()), "/bucket/file.parquet": readFileSync("file.parquet") };

const query = "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=abc";
const requests = new Set();
const server = createServer(({ method, url, headers: { range = "" } }, response) => {
  requests.add(`${method}${range && " range"}`);
  const file = url.endsWith(query) ? files[url.slice(0, -query.length)] : undefined;
  if (method !== "GET" || file === undefined) {
    response.writeHead(403).end();
    return;
  }
  const parts = /bytes=(\d*)-(\d*)/.exec(range);
  if (parts === null) {
    response.writeHead(200, { "content-length": file.length, "accept-ranges": "bytes" }).end(file);
    return;
  }
  const [, first, last] = parts;
  const start = first === "" ? Math.max(0, file.length - Number(last)) : Number(first);
  const end = first === "" || last === "" ? file.length - 1 : Math.min(Number(last), file.length - 1);
  response
    .writeHead(206, { "content-length": end - start + 1, "content-range": `bytes ${start}-${end}/${file.length}`, "accept-ranges": "bytes" })
    .end(file.subarray(start, end + 1));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const bucket = `http://127.0.0.1:${server.address().port}/bucket`;
const zip = `${bucket}/file.zip${query}`;
const parquet = `${bucket}/file.parquet${query}`;

const readZip = async (reader) => {
  const [entry] = await new ZipReader(reader).getEntries();
  return entry.getData(new TextWriter());
};
const unzipText = async (source) => (await unzip(source)).entries["text.txt"].text();
const peek = async (options) => (await makeTokenizer(zip, options)).peekBuffer(new Uint8Array(10));
const readZarr = (range, options) => new FetchStore(bucket + query, options).getRange("/file.zip", range);

const readers = {
  hyparquet: async () => parquetReadObjects({ file: await asyncBufferFromUrl({ url: parquet }) }),
  "zip.js, HttpReader": () => readZip(new HttpReader(zip)),
  "zip.js, HttpReader, preventHeadRequest": () => readZip(new HttpReader(zip, { preventHeadRequest: true, useRangeHeader: true })),
  "zip.js, HttpRangeReader": () => readZip(new HttpRangeReader(zip)),
  "unzipit, unzip": () => unzipText(zip),
  "unzipit, HTTPRangeReader": () => unzipText(new UnzipitReader(zip)),
  "parquet-wasm": async () => (await ParquetFile.fromUrl(parquet)).read(),
  "generic-filehandle2, stat": () => new RemoteFile(zip).stat(),
  "@dsnp/parquetjs": async () => (await parquetjs.ParquetReader.openUrl(parquet)).getCursor().next(),
  "random-access-http": () =>
    new Promise((resolve, reject) => {
      randomAccessHttp(zip).read(0, 10, (error, data) => (error ? reject(error) : resolve(data)));
    }),
  "@tokenizer/http": () => peek(),
  "@tokenizer/http, avoidHeadRequests": () => peek({ avoidHeadRequests: true }),
  "zarrita, start": () => readZarr({ offset: 0, length: 10 }),
  "zarrita, end": () => readZarr({ suffixLength: 10 }),
  "zarrita, end, useSuffixRequest": () => readZarr({ suffixLength: 10 }, { useSuffixRequest: true }),
};
for (const [name, read] of Object.entries(readers)) {
  requests.clear();
  const result = await Promise.resolve().then(read).then(() => "reads", () => "fails");
  console.log(`${name}: ${result} (${[...requests].join(", ")})`);
}
process.exit();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "hyparquet: reads (HEAD, GET range)
zip.js, HttpReader: fails (HEAD)
zip.js, HttpReader, preventHeadRequest: reads (GET range)
zip.js, HttpRangeReader: reads (GET range)
unzipit, unzip: reads (GET)
unzipit, HTTPRangeReader: fails (HEAD)
parquet-wasm: reads (GET range)
generic-filehandle2, stat: reads (GET range)
@dsnp/parquetjs: reads (GET range, GET)
random-access-http: fails (HEAD)
@tokenizer/http: fails (HEAD)
@tokenizer/http, avoidHeadRequests: reads (GET range)
zarrita, start: reads (GET range)
zarrita, end: fails (HEAD)
zarrita, end, useSuffixRequest: reads (GET range)" ]

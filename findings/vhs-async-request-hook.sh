#!/usr/bin/env bash
# What Video.js does with a request hook that is asynchronous, as one that signs each request with credentials from a provider.
#
# Guess: it does not wait, so that the request is sent without a signature.
# Found (video.js 8.24.1 with @videojs/http-streaming 3.17.5): it takes the promise for the options of the request. It requests the address
# `undefined` of the page, and reports no error if the page's server responds. hls.js, shaka-player, and dash.js wait for the promise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts video.js@8.24.1 @videojs/http-streaming@3.17.5 jsdom@26.1.0 esbuild@0.28.2
npx esbuild --bundle --platform=browser --format=iife --outfile=bundle.js --log-level=error <<'JS'
import videojs from "video.js";
window.videojs = videojs;
JS
cat > run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { JSDOM } from "jsdom";

let requests = [];
const server = createServer((request, response) => {
  requests.push(`${request.headers["x-signature"] ?? "unsigned"} ${request.url}`);
  response.end("#EXTM3U");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const { window } = new JSDOM("<video></video>", { url: `${origin}/page/`, runScripts: "outside-only", pretendToBeVisual: true });
window.eval(readFileSync("bundle.js", "utf8"));
const { xhr } = window.videojs.Vhs;
const sign = (options) => ({ ...options, headers: { ...options.headers, "x-signature": "signed" } });
const found = {};
for (const [name, hook] of Object.entries({ synchronous: sign, asynchronous: async (options) => sign(options) })) {
  requests = [];
  xhr.onRequest(hook);
  const error = await new Promise((resolve) => xhr({ uri: `${origin}/video.m3u8` }, resolve));
  xhr.offRequest(hook);
  found[name] = `${requests.join(", ")}; error: ${error}`;
}
console.log(found);
const expected = ["signed /video.m3u8; error: null", "unsigned /page/undefined; error: null"];
process.exit(JSON.stringify(Object.values(found)) === JSON.stringify(expected) ? 0 : 1);
JS
node run.mjs

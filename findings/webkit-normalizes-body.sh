#!/usr/bin/env bash
# Whether `fetch` and `XMLHttpRequest` of the WebKit of Safari 16.0 send text as it is. Needs Debian 12 with `cog` (WPE WebKit 2.38.6).
#
# Guess: they send the text in UTF-8, code point for code point.
# Found: they send it in normalization form C, so that a hash of the text, as in AWS Signature Version 4, is not that of the body. File
# names of macOS and decomposed Hangul are such texts. Bytes and a `Blob` stay as they are, and so does text in WebKitGTK 2.50.6.
set -euo pipefail
[[ "$(cog --version)" == *"(WPE WebKit 2.38.6)" ]] || { echo "needs cog with WPE WebKit 2.38.6"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.mjs <<'JS'
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";

const TEXT = "re\u0301sume\u0301 \u1112\u1161\u11ab";
const PAGE = `<script type="module">
  const text = ${JSON.stringify(TEXT)};
  const post = (name, body) => fetch("/" + name, { method: "POST", body });
  await post("text", text);
  await post("bytes", new TextEncoder().encode(text));
  await post("Blob", new Blob([text]));
  await new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.onload = resolve;
    request.open("POST", "/XMLHttpRequest");
    request.send(text);
  });
  await post("done", "");
</script>`;
const found = {};
let finish;
const finished = new Promise((resolve) => {
  finish = resolve;
});
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const name = request.url.slice(1);
  if (name === "done") finish();
  else if (request.method === "POST") found[name] = body === TEXT ? "as it is" : body === TEXT.normalize("NFC") ? "normalized" : "changed";
  response.setHeader("content-type", name === "" ? "text/html; charset=utf-8" : "text/plain");
  response.end(name === "" ? PAGE : "");
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = spawn("cog", ["--platform=headless", origin], { stdio: "ignore" });
await finished;
browser.kill();
console.log(found);
const expected = { text: "normalized", bytes: "as it is", Blob: "as it is", XMLHttpRequest: "normalized" };
process.exit(JSON.stringify(found) === JSON.stringify(expected) ? 0 : 1);
JS
HOME=$folder XDG_RUNTIME_DIR=$folder node run.mjs

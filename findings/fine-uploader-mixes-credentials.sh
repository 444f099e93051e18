#!/usr/bin/env bash
# How Fine Uploader signs an upload to S3 with credentials that have expired, after `onCredentialsExpired` has returned new ones.
#
# Guess: it calls the function before a request, and then signs with the new credentials. It does not accept `expiration` as text.
# Found (fine-uploader 5.16.2 in jsdom 26.1.0): a file that is sent in one piece has the old access key and the new session token, so that
# S3 refuses it; one that is sent in parts has both of the new credentials. Text is accepted.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts fine-uploader@5.16.2 jsdom@26.1.0
cat > run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { JSDOM } from "jsdom";

const seen = [];
const server = createServer(async (request, response) => {
  const { headers, method, url } = request;
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-allow-headers", "*");
  response.setHeader("access-control-allow-methods", "*");
  if (method === "OPTIONS") return response.end();
  const form = Object.fromEntries([...Buffer.concat(chunks).toString().matchAll(/name="([^"]+)"\r\n\r\n([^\r]*)\r\n/g)].map(([, name, value]) => [name, value]));
  const [key] = (form["x-amz-credential"] ?? /Credential=([^,]*)/.exec(headers.authorization)[1]).split("/");
  seen.push(`${key} with ${form["x-amz-security-token"] ?? headers["x-amz-security-token"]}`);
  response.end(url.endsWith("?uploads") ? "<InitiateMultipartUploadResult><UploadId>id</UploadId></InitiateMultipartUploadResult>" : "");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${server.address().port}`;

const { window } = new JSDOM("", { url: endpoint, runScripts: "outside-only" });
window.eval(readFileSync("node_modules/fine-uploader/s3.fine-uploader/s3.fine-uploader.core.js", "utf8"));
const upload = window.eval(`(endpoint, expiration, parts, done) => {
  const uploader = new qq.s3.FineUploaderBasic({
    request: { endpoint: endpoint + "/bucket" },
    objectProperties: { bucket: "bucket", region: "us-east-1" },
    signature: { version: 4 },
    credentials: { accessKey: "OLDKEY", secretKey: "secret", sessionToken: "OLDTOKEN", expiration },
    chunking: { enabled: parts, mandatory: parts },
    callbacks: {
      onComplete: done,
      onCredentialsExpired: () => new qq.Promise().success({ accessKey: "NEWKEY", secretKey: "secret", sessionToken: "NEWTOKEN", expiration: new Date(Date.now() + 3600000).toISOString() }),
    },
  });
  uploader.addFiles([new File(["content"], "file.txt", { type: "text/plain" })]);
}`);
for (const [title, minutes, parts] of [["valid credentials", 60, false], ["expired credentials", -1, false], ["expired credentials, in parts", -1, true]]) {
  seen.length = 0;
  await new Promise((resolve) => upload(endpoint, new Date(Date.now() + minutes * 60_000).toISOString(), parts, resolve));
  console.log(`${title}: ${[...new Set(seen)].join(", ")}`);
}
process.exit();
JS
printed=$(timeout 60 node run.mjs 2> /dev/null)
echo "$printed"
[ "$printed" = "valid credentials: OLDKEY with OLDTOKEN
expired credentials: OLDKEY with NEWTOKEN
expired credentials, in parts: NEWKEY with NEWTOKEN" ]

#!/usr/bin/env bash
# What aws4fetch does with the signal of a `Request`, as `new Request(url, { signal: AbortSignal.timeout(…) })`, or as ky passes one.
#
# Guess: ky's `timeout` ends a request that it sends by aws4fetch.
# Found (aws4fetch 1.0.20): the signal of a `Request` is ignored. A request to a server that does not respond waits on after the signal was
# aborted, and one that gets status 503 makes all its attempts, eleven by default, and then returns the last response. ky 2.1.0 rejects in
# time, but a GET is still sent again afterwards. With an address and `{ signal }`, the request ends.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws4fetch@1.0.20 ky@2.1.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { AwsClient } from "aws4fetch";
import ky from "ky";

let respond;
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  request.resume();
  respond?.(response);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
const init = { service: "execute-api", region: "us-east-1", accessKeyId: "id", secretAccessKey: "secret" };
const post = { method: "POST", body: "{}" };
const settled = (promise) => promise.then(({ status }) => `status ${status}`, ({ name }) => name);
const within = (promise, ms) => Promise.race([settled(promise), new Promise((resolve) => setTimeout(resolve, ms, "still waiting"))]);

const silent = new AwsClient({ ...init, retries: 0 });
for (const [title, ...options] of [
  ["address and signal", url, { ...post, signal: AbortSignal.timeout(100) }],
  ["Request with signal", new Request(url, { ...post, signal: AbortSignal.timeout(100) })],
]) {
  console.log(`no response, ${title}: ${await within(silent.fetch(...options), 2000)}`);
}

const busy = new AwsClient({ ...init, initRetryMs: 20 });
const controller = new AbortController();
respond = (response) => {
  controller.abort(); // during the first attempt
  response.writeHead(503).end();
};
requests = 0;
console.log(`status 503, Request with signal: ${await settled(busy.fetch(new Request(url, { ...post, signal: controller.signal })))}, ${requests} requests`);

respond = (response) => response.writeHead(503).end();
requests = 0;
const outcome = await settled(ky.get(url, { timeout: 100, retry: 0, fetch: (...options) => busy.fetch(...options) }));
const before = requests;
await new Promise((resolve) => setTimeout(resolve, 5000));
console.log(`ky: ${outcome}, requests afterwards: ${requests > before ? "some" : "none"}`);
process.exit();
JS
printed=$(timeout 120 node run.mjs)
echo "$printed"
[ "$printed" = "no response, address and signal: TimeoutError
no response, Request with signal: still waiting
status 503, Request with signal: status 503, 11 requests
ky: TimeoutError, requests afterwards: some" ]

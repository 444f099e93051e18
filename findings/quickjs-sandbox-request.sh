#!/usr/bin/env bash
# Whether clients that send a `Request`, as those of AWS do, work over the `fetch` of a popular sandbox for QuickJS.
#
# Guess: they do, because the sandbox has `fetch`, `Request`, `Headers`, and `Response`.
# Found (@sebastianwessel/quickjs 3.1.0): `Request` is an empty class, which ignores its arguments, so that `fetch(new Request(url))` fails.
# `fetch(url, init)` works. There is no `AbortController`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @sebastianwessel/quickjs@3.1.0 @jitl/quickjs-ng-wasmfile-release-sync@0.32.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import variant from "@jitl/quickjs-ng-wasmfile-release-sync";
import { getDefaultFetchAdapter, loadQuickJs } from "@sebastianwessel/quickjs";

const requests = [];
const server = createServer((request, response) => {
  requests.push(`${request.method} ${request.url}`);
  response.end("{}");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}`;
const code = `
  const post = { method: "POST", body: "{}" };
  const statusOf = (sent) => sent.then(({ status }) => status, () => "fails");
  export default [
    typeof AbortController,
    await statusOf(fetch("${url}/arguments", post)),
    await statusOf((async () => fetch(new Request("${url}/request", post)))()),
    String(new Request("${url}/request", post).url),
  ];
`;
const { runSandboxed } = await loadQuickJs(variant);
const fetchAdapter = getDefaultFetchAdapter({ disallowedHosts: [] });
console.error = () => {};
const { data } = await runSandboxed(({ evalCode }) => evalCode(code), { allowFetch: true, fetchAdapter });
const [abortController, byArguments, byRequest, address] = data;
console.log({ AbortController: abortController, "fetch(url, init)": byArguments, "fetch(new Request(…))": byRequest, address, requests });
const isAsFound = byArguments === 200 && byRequest !== 200 && address === "undefined" && requests.join() === "POST /arguments";
process.exit(abortController === "undefined" && isAsFound ? 0 : 1);
JS
node run.mjs

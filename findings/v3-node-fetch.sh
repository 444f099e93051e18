#!/usr/bin/env bash
# Whether the browser files of AWS SDK v3 work if `fetch` is that of `node-fetch` or `cross-fetch`, as in tests with jsdom, which has no
# `fetch`.
#
# Guess: yes; `fetch` is `fetch`.
# Found (@aws-sdk/client-cognito-identity 3.1164.0): each call fails with "stream.getReader is not a function", although the service has
# completed it: a pool or an identity has been created, and the next attempt creates another one. The body of these responses is a Node.js
# stream; the SDK expects a web stream. whatwg-fetch, whose responses have no body but a `blob()`, works.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-cognito-identity@3.1164.0 esbuild@0.28.2 cross-fetch@4.1.0 \
  node-fetch@3.3.2
echo 'export { CognitoIdentity } from "@aws-sdk/client-cognito-identity";' > browser.js
npx esbuild browser.js --bundle --platform=browser --format=esm --outfile=browser.mjs --log-level=error
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import * as crossFetch from "cross-fetch";
import * as nodeFetch from "node-fetch";
import { CognitoIdentity } from "./browser.mjs";

let served = 0;
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    served += 1;
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end('{"IdentityId":"us-east-1:1"}');
  });
}).listen(0);
const endpoint = `http://127.0.0.1:${server.address().port}`;
const native = { fetch: globalThis.fetch, Request, Response, Headers };
for (const [name, globals] of Object.entries({ native, "node-fetch": { ...nodeFetch, fetch: nodeFetch.default }, "cross-fetch": crossFetch })) {
  for (const key of Object.keys(native)) globalThis[key] = globals[key];
  served = 0;
  const outcome = await new CognitoIdentity({ endpoint, region: "us-east-1" }).getId({ IdentityPoolId: "us-east-1:pool" }).then(
    ({ IdentityId }) => IdentityId,
    ({ message }) => message.split("\n")[0],
  );
  console.log(`${name}: ${outcome}, served: ${served}`);
}
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "native: us-east-1:1, served: 1
node-fetch: stream.getReader is not a function, served: 1
cross-fetch: stream.getReader is not a function, served: 1" ]

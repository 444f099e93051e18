#!/usr/bin/env bash
# How many attempts AWS SDK v3 makes over `fetch` after a server error if undici's retries are also turned on.
#
# Guess: three, as without them, because undici does not retry POST by default.
# Found (undici 7.30.2, @aws-sdk/client-cognito-identity 3.1164.0): one. `interceptors.retry()` and `RetryAgent` turn each response with
# status 429, 500, 502, 503, or 504 into an exception, even for methods that they do not retry. The SDK sees "fetch failed" instead of
# `InternalErrorException`, and gives up. With POST among `methods`, the second attempt of undici fails with
# `UND_ERR_REQ_CONTENT_LENGTH_MISMATCH`. Only with `throwOnError: false` does the SDK still make three attempts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts undici@7.30.2 @aws-sdk/client-cognito-identity@3.1164.0 @smithy/fetch-http-handler@5.8.1
cat > run.cjs <<'JS'
const { createServer } = require("node:http");
const { CognitoIdentity } = require("@aws-sdk/client-cognito-identity");
const { FetchHttpHandler } = require("@smithy/fetch-http-handler");
const { Agent, fetch, interceptors, Request, RetryAgent, setGlobalDispatcher } = require("undici");

Object.assign(globalThis, { fetch, Request });
const server = createServer((request, response) => {
  const body = JSON.stringify({ __type: "InternalErrorException", message: "busy" });
  request.resume().on("end", () => response.writeHead(503, { "content-type": "application/x-amz-json-1.1" }).end(body));
}).listen(0);
const endpoint = `http://127.0.0.1:${server.address().port}`;
const dispatchers = {
  "no interceptor": new Agent(),
  "retry()": new Agent().compose(interceptors.retry()),
  RetryAgent: new RetryAgent(new Agent()),
  'retry({ methods: ["POST"] })': new Agent().compose(interceptors.retry({ methods: ["POST"], minTimeout: 1 })),
  "retry({ throwOnError: false })": new Agent().compose(interceptors.retry({ throwOnError: false })),
};
(async () => {
  for (const [title, dispatcher] of Object.entries(dispatchers)) {
    setGlobalDispatcher(dispatcher);
    const client = new CognitoIdentity({ endpoint, region: "us-east-1", requestHandler: new FetchHttpHandler() });
    const error = await client.getId({ IdentityPoolId: "us-east-1:pool" }).catch((thrown) => thrown);
    console.log(`${title}: ${error.name}, ${error.cause?.code ?? error.message}, attempts of the SDK: ${error.$metadata.attempts}`);
  }
  process.exit();
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = 'no interceptor: InternalErrorException, busy, attempts of the SDK: 3
retry(): TypeError, UND_ERR_REQ_RETRY, attempts of the SDK: 1
RetryAgent: TypeError, UND_ERR_REQ_RETRY, attempts of the SDK: 1
retry({ methods: ["POST"] }): TypeError, UND_ERR_REQ_CONTENT_LENGTH_MISMATCH, attempts of the SDK: 1
retry({ throwOnError: false }): InternalErrorException, busy, attempts of the SDK: 3' ]

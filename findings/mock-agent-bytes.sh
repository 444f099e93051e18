#!/usr/bin/env bash
# Whether undici's `MockAgent` can distinguish calls of AWS SDK v3 by their body.
#
# All operations of a service with an AWS JSON protocol are a POST to `/`, so a mock that depends on the input has to compare the body.
# Guess: no call over `fetch` matches, because the body of a `Request` is a stream.
# Found (undici 7.30.2, @aws-sdk/client-cognito-identity 3.1164.0): undici reads the stream, and a body that is text matches. v3 sends
# bytes, which never match text or a regular expression, and a function receives a `Uint8Array`. The error shows the body as a list of
# numbers. `x-amz-target` in `headers` works.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts undici@7.30.2 @aws-sdk/client-cognito-identity@3.1164.0 @smithy/fetch-http-handler@5.8.1
cat > run.cjs <<'JS'
const { MockAgent, fetch, Request, setGlobalDispatcher } = require("undici");
Object.assign(globalThis, { fetch, Request });
const { CognitoIdentity } = require("@aws-sdk/client-cognito-identity");
const { FetchHttpHandler } = require("@smithy/fetch-http-handler");

const origin = "https://cognito-identity.us-east-1.amazonaws.com";
const body = JSON.stringify({ IdentityPoolId: "us-east-1:1" });
const callers = {
  fetch: () => fetch(new Request(`${origin}/`, { method: "POST", body, headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" } })),
  v3: () => new CognitoIdentity({ region: "us-east-1", maxAttempts: 1, requestHandler: new FetchHttpHandler() }).getId({ IdentityPoolId: "us-east-1:1" }),
};
let received;
const matchers = {
  text: { body },
  "regular expression": { body: /us-east-1:1/ },
  function: { body: (sent) => (received = sent.constructor.name) === "String" },
  target: { headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" } },
};
(async () => {
  for (const [caller, call] of Object.entries(callers)) {
    for (const [name, matcher] of Object.entries(matchers)) {
      const agent = new MockAgent();
      agent.disableNetConnect();
      setGlobalDispatcher(agent);
      agent.get(origin).intercept({ path: "/", method: "POST", ...matcher }).reply(200, { IdentityId: "id" });
      received = undefined;
      const outcome = await call().then(() => "matches", ({ cause, message }) => (/for body '123,34,/.test(cause?.message) ? "no match for '123,34,…'" : message));
      console.log(`${caller}, ${name}: ${outcome}${received ? ` (${received})` : ""}`);
    }
  }
})();
JS
printed=$(node --no-warnings run.cjs)
echo "$printed"
[ "$printed" = "fetch, text: matches
fetch, regular expression: matches
fetch, function: matches (String)
fetch, target: matches
v3, text: no match for '123,34,…'
v3, regular expression: no match for '123,34,…'
v3, function: no match for '123,34,…' (Uint8Array)
v3, target: matches" ]

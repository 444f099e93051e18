#!/usr/bin/env bash
# What the Cognito client of CloudWatch RUM (`@aws-rum/web-core`) does with the stored identity if a request is throttled.
#
# Guess: it keeps the identity, which is still valid, and tries again with it.
# Found (3.2.1): it removes the identity ID from `localStorage` after any failed request, including throttling and connection errors. The
# next attempt creates a new identity: a pool grows by one identity for each failure, and the user is counted as a new one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-rum/web-core@3.2.1
cat > run.cjs <<'JS'
const { join } = require("node:path");
const folder = join(__dirname, "node_modules/@aws-rum/web-core");
const { CognitoIdentityClient } = require(join(folder, "dist/cjs/dispatch/CognitoIdentityClient.js"));

const items = new Map();
globalThis.localStorage = {
  getItem: (key) => items.get(key) ?? null,
  setItem: (key, value) => items.set(key, value),
  removeItem: (key) => items.delete(key),
};
let created = 0;
let throttled = false;
const answer = (target) => {
  if (target.endsWith("GetId")) return { IdentityId: `us-east-1:${++created}` };
  if (throttled) return { __type: "TooManyRequestsException", message: "Rate exceeded" };
  return { IdentityId: "us-east-1:1", Credentials: { AccessKeyId: "id", SecretKey: "s", SessionToken: "t", Expiration: Date.now() / 1000 + 3600 } };
};
const fetchRequestHandler = {
  handle: async ({ headers }) => ({ response: { statusCode: throttled ? 400 : 200, headers: {}, body: new Response(JSON.stringify(answer(headers["x-amz-target"]))).body } }),
};
(async () => {
  const client = new CognitoIdentityClient({ region: "us-east-1", fetchRequestHandler, clientConfig: { cookieAttributes: { unique: false } } });
  const getId = async () => (await client.getId({ IdentityPoolId: "us-east-1:pool" })).IdentityId;
  const first = await getId();
  await client.getCredentialsForIdentity(first);
  console.log(`after success: ${await getId()}`);
  throttled = true;
  await client.getCredentialsForIdentity(first).catch((error) => console.log(error.message));
  throttled = false;
  console.log(`after throttling: ${await getId()}`);
})();
JS
printed=$(node run.cjs)
echo "$printed"
[ "$printed" = "after success: us-east-1:1
CWR: Failed to retrieve credentials for Cognito identity: Error: TooManyRequestsException: Rate exceeded
after throttling: us-east-1:2" ]

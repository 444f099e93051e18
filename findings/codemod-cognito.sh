#!/usr/bin/env bash
# What AWS's codemod makes of `AWS.CognitoIdentityCredentials` when it migrates code from SDK v2 to v3.
#
# Guess: it calls `fromCognitoIdentityPool`, with members whose names v3 does not read.
# Found: aws-sdk-js-codemod 3.0.2 calls `fromCognitoIdentity`, which needs the ID of an identity, with the ID of the pool. The result sends
# `GetCredentialsForIdentity` without input. Calls of methods that only the class had stay as they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk-js-codemod@3.0.2 @aws-sdk/credential-providers@3.1164.0
cat > login.js <<'JS'
import AWS from "aws-sdk";

export const credentials = new AWS.CognitoIdentityCredentials(
  { IdentityPoolId: "eu-west-1:11111111-2222-3333-4444-555555555555", Logins: { "accounts.google.com": "token" } },
  { region: "eu-west-1" },
);

export const renew = () => credentials.refreshPromise();
export const forget = () => credentials.clearCachedId();
JS
npx aws-sdk-js-codemod --transform v2-to-v3 login.js > /dev/null 2>&1
cat login.js
cat > run.js <<'JS'
import { createServer } from "node:http";
import { credentials, forget, renew } from "./login.js";

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (data) => { body += data; });
  request.on("end", () => {
    console.log(`${request.headers["x-amz-target"].split(".")[1]} ${body}`);
    response.writeHead(400, { "content-type": "application/x-amz-json-1.1" }).end('{"__type":"ValidationException"}');
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${server.address().port}`;
process.env.AWS_REGION = "eu-west-1";
await credentials().catch(({ name }) => console.log(name));
for (const call of [renew, forget]) {
  try { call(); } catch ({ message }) { console.log(message); }
}
process.exit();
JS
printed=$(node run.js 2> /dev/null)
echo "$printed"
[ "$printed" = "GetCredentialsForIdentity {}
ValidationException
credentials.refreshPromise is not a function
credentials.clearCachedId is not a function" ]
grep -qx "fromCognitoIdentity(" login.js

#!/usr/bin/env bash
# How many attempts a client of AWS SDK v3 makes during an outage, and once the service works again.
#
# Guess: a client does without retries from its 51st failed call on, and a successful call lets it retry once.
# Found (@aws-sdk/client-cognito-identity 3.1164.0): from the 19th failed call on, each call makes one attempt. Ten successful calls
# pay for one retry. After a short outage, a client that lives long thus does not retry single errors for some time, and its errors look
# as if it had; a new client retries.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-cognito-identity@3.1164.0
cat > run.cjs <<'JS'
const { CognitoIdentityClient, GetIdCommand } = require("@aws-sdk/client-cognito-identity");

const { setTimeout } = globalThis;
globalThis.setTimeout = (callback, _delay, ...values) => setTimeout(callback, 0, ...values); // do not wait between attempts
let attempts;
let statusCode;
const handle = async () => {
  attempts += 1;
  return { response: { statusCode, headers: {}, body: Buffer.from("{}") } };
};
const client = new CognitoIdentityClient({ region: "us-east-1", requestHandler: { handle } });
const calls = async (title, status, count) => {
  let line = "";
  for (let call = 0; call < count; call += 1) {
    attempts = 0;
    statusCode = status;
    await client.send(new GetIdCommand({ IdentityPoolId: "us-east-1:pool" })).catch(() => {});
    line += attempts;
  }
  console.log(`${title}: ${line}`);
};
(async () => {
  await calls("outage", 500, 40);
  await calls("recovered", 200, 10);
  await calls("single errors", 500, 3);
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "outage: 3333333333333333321111111111111111111111
recovered: 1111111111
single errors: 211" ]

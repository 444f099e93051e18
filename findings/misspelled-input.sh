#!/usr/bin/env bash
# What AWS SDKs do with a misspelled member of the input, such as `Login` for `Logins` in `GetId` of Amazon Cognito.
#
# Guess: SDK v2 has an error; v3 leaves the member out of the request.
# Found (aws-sdk 2.1693.0, @aws-sdk/client-cognito-identity 3.1164.0): so it is, and v3 does not check required members either. Here, a
# user who has signed in becomes a guest, and nothing fails. TypeScript reports such a member only in an object literal, not in a variable
# that was built before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk@2.1693.0 @aws-sdk/client-cognito-identity@3.1164.0
cat > run.cjs <<'JS'
const { CognitoIdentityClient, GetIdCommand } = require("@aws-sdk/client-cognito-identity");
const { CognitoIdentity } = require("aws-sdk");

const handle = async ({ body }) => {
  console.log(`v3 sends ${body}`);
  return { response: { statusCode: 200, headers: {}, body: Buffer.from("{}") } };
};
const v3 = new CognitoIdentityClient({ region: "us-east-1", requestHandler: { handle } });
const v2 = new CognitoIdentity({ region: "us-east-1", endpoint: "http://127.0.0.1:9", maxRetries: 0 });
(async () => {
  for (const input of [{ IdentityPoolId: "us-east-1:pool", Login: { "accounts.google.com": "token" } }, { identityPoolId: "us-east-1:pool" }]) {
    console.log(JSON.stringify(input));
    await v2.getId(input).promise().catch(({ code }) => console.log(`v2: ${code}`));
    await v3.send(new GetIdCommand(input));
  }
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = '{"IdentityPoolId":"us-east-1:pool","Login":{"accounts.google.com":"token"}}
v2: UnexpectedParameter
v3 sends {"IdentityPoolId":"us-east-1:pool"}
{"identityPoolId":"us-east-1:pool"}
v2: MultipleValidationErrors
v3 sends {}' ]

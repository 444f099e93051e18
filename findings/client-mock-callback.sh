#!/usr/bin/env bash
# Whether a client that `aws-sdk-client-mock` mocks calls the callback of code that was moved from AWS SDK v2.
#
# Guess: no: the mock returns a promise, and ignores a callback.
# Found (aws-sdk-client-mock 4.1.0 with @aws-sdk/client-cognito-identity 3.1164.0): so it is, for `client.send(command, callback)` and for
# methods such as `getId(input, callback)`, which both exist in v3. A test waits until its time is over, or, if it does not wait, passes
# without having run the callback. A mocked client also succeeds without the input that the operation requires.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk-client-mock@4.1.0 @aws-sdk/client-cognito-identity@3.1164.0
cat > run.cjs <<'JS'
const { CognitoIdentity, CognitoIdentityClient, GetIdCommand } = require("@aws-sdk/client-cognito-identity");
const { mockClient } = require("aws-sdk-client-mock");

const handle = async () => ({ response: { statusCode: 200, headers: {}, body: Buffer.from('{ "IdentityId": "id" }') } });
const options = { region: "us-east-1", requestHandler: { handle } };
const calls = async (title) => {
  const called = [];
  new CognitoIdentityClient(options).send(new GetIdCommand({ IdentityPoolId: "us-east-1:pool" }), () => called.push("send"));
  new CognitoIdentity(options).getId({ IdentityPoolId: "us-east-1:pool" }, () => called.push("getId"));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  console.log(`${title}: ${called.sort().join(", ") || "no callback is called"}`);
};
(async () => {
  await calls("client");
  mockClient(CognitoIdentityClient).on(GetIdCommand).resolves({ IdentityId: "id" });
  await calls("mocked client");
  console.log(`without input: ${(await new CognitoIdentityClient(options).send(new GetIdCommand({}))).IdentityId}`);
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "client: getId, send
mocked client: no callback is called
without input: id" ]

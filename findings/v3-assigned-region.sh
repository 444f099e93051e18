#!/usr/bin/env bash
# What `client.config.region = "eu-west-1"`, as in SDK v2, does in a client of AWS SDK v3.
#
# Guess: calls fail, because `config.region` is a function in v3.
# Found (@aws-sdk/client-cognito-identity 3.1164.0): before the first call, it works. After a call, requests go to the new Region, and are
# signed for the old one, so that the service refuses the signature. Operations without a signature work, which hides the mistake.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-cognito-identity@3.1164.0
cat > run.cjs <<'JS'
const { CognitoIdentityClient, GetIdCommand, ListIdentityPoolsCommand } = require("@aws-sdk/client-cognito-identity");

const handle = async ({ hostname, headers }) => {
  const scope = headers.authorization?.match(/Credential=[^/]*\/\d*\/([^/]*)/)[1];
  console.log(`to ${hostname}, ${scope ? `signed for ${scope}` : "without a signature"}`);
  return { response: { statusCode: 200, headers: {}, body: Buffer.from("{}") } };
};
(async () => {
  const credentials = { accessKeyId: "id", secretAccessKey: "secret" };
  const client = new CognitoIdentityClient({ region: "us-east-1", credentials, requestHandler: { handle } });
  client.config.region = "eu-west-1";
  await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
  client.config.region = "eu-west-2";
  await client.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
  await client.send(new GetIdCommand({ IdentityPoolId: "eu-west-2:pool" }));
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "to cognito-identity.eu-west-1.amazonaws.com, signed for eu-west-1
to cognito-identity.eu-west-2.amazonaws.com, signed for eu-west-1
to cognito-identity.eu-west-2.amazonaws.com, without a signature" ]

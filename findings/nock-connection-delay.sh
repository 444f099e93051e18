#!/usr/bin/env bash
# Whether nock's `delayConnection` can test the time limits of AWS SDK v3.
#
# Guess: it counts toward them, as its documentation describes a delay of the connection.
# Found (@aws-sdk/client-cognito-identity 3.1164.0): in nock 13.5.6, the socket is connected at once, and the delay is before the
# response: `connectionTimeout` does not end the call, and `requestTimeout` does, if `throwOnRequestTimeout` is set. In nock 14.0.17,
# both end it, so a test of the limit changes its result with the version.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts nock13@npm:nock@13.5.6 nock14@npm:nock@14.0.17 @aws-sdk/client-cognito-identity@3.1164.0
cat > run.cjs <<'JS'
const { CognitoIdentity } = require("@aws-sdk/client-cognito-identity");

(async () => {
  const nock = require(process.argv[2]);
  for (const limits of [{ connectionTimeout: 200 }, { requestTimeout: 200, throwOnRequestTimeout: true }]) {
    nock("https://cognito-identity.us-east-1.amazonaws.com").post("/").delayConnection(800).reply(200, { IdentityId: "id" });
    const client = new CognitoIdentity({ region: "us-east-1", maxAttempts: 1, requestHandler: limits });
    const outcome = await client.getId({ IdentityPoolId: "us-east-1:1" }).then(() => "succeeds", ({ name }) => name);
    console.log(`${process.argv[2]}, ${Object.keys(limits)[0]}: ${outcome}`);
    nock.cleanAll();
  }
  process.exit();
})();
JS
printed=$(for version in nock13 nock14; do node --no-warnings run.cjs $version; done)
echo "$printed"
[ "$printed" = "nock13, connectionTimeout: succeeds
nock13, requestTimeout: TimeoutError
nock14, connectionTimeout: TimeoutError
nock14, requestTimeout: TimeoutError" ]

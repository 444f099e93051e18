#!/usr/bin/env bash
# Whose credentials are used if those passed in code are undefined or empty, because a variable of the environment is not set.
#
# Guess: undefined keys are an error in AWS SDK v3, and mean the default chain in v2; empty ones are an error in both.
# Found: @aws-sdk/client-sts 3.1164.0 sends requests that are signed with an empty key, which the service calls an invalid signature or a
# missing token. aws-sdk 2.1693.0 takes credentials from elsewhere for both, here those of the environment, without a warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk@2.1693.0 @aws-sdk/client-sts@3.1164.0
cat > run.cjs <<'JS'
const { GetCallerIdentityCommand, STSClient } = require("@aws-sdk/client-sts");
const { STS } = require("aws-sdk");

let sent;
const server = require("node:http").createServer((request, response) => {
  sent = true;
  console.log(`  ${request.headers.authorization.match(/Credential=[^/]*/)[0]}`);
  response.statusCode = 403;
  request.resume().on("end", () => response.end());
});
server.listen(0, "127.0.0.1", async () => {
  const options = { region: "us-east-1", endpoint: `http://127.0.0.1:${server.address().port}` };
  for (const key of [undefined, ""]) {
    const keys = { accessKeyId: key, secretAccessKey: key };
    sent = false;
    console.log(`v3, ${JSON.stringify(key)}`);
    await new STSClient({ ...options, credentials: keys }).send(new GetCallerIdentityCommand({})).catch((error) => {
      if (!sent) console.log(`  ${error.message}`);
    });
    console.log(`v2, ${JSON.stringify(key)}`);
    await new STS({ ...options, ...keys, maxRetries: 0 }).getCallerIdentity().promise().catch(() => {});
  }
  process.exit();
});
JS
export AWS_ACCESS_KEY_ID=of-the-environment AWS_SECRET_ACCESS_KEY=secret
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "v3, undefined
  Resolved credential object is not valid
v2, undefined
  Credential=of-the-environment
v3, \"\"
  Credential=
v2, \"\"
  Credential=of-the-environment" ]

#!/usr/bin/env bash
# Whether a process sees new keys that a login tool has written to the credentials file.
#
# Guess: a client that exists keeps its keys, and a new client reads the file.
# Found (@aws-sdk/client-sts 3.1164.0): new clients and providers get the old keys as well, for as long as the process runs.
# `ignoreCache: true` of one provider reads the file again, and changes what all others get from then on. A server has to be restarted after
# each login; botocore reads the file for each session.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sts@3.1164.0 @aws-sdk/credential-providers@3.1164.0
cat > run.cjs <<'JS'
const { writeFileSync } = require("node:fs");
const { fromIni } = require("@aws-sdk/credential-providers");
const { STSClient } = require("@aws-sdk/client-sts");

const login = (key) => writeFileSync("credentials", `[default]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`);
const print = async (title, credentials) => console.log(`${title}: ${(await credentials()).accessKeyId}`);
(async () => {
  login("first");
  await print("client", new STSClient({}).config.credentials);
  login("second");
  await print("new client", new STSClient({}).config.credentials);
  await print("new provider", fromIni());
  await print("new provider with ignoreCache", fromIni({ ignoreCache: true }));
  await print("new client", new STSClient({}).config.credentials);
})();
JS
printed=$(env -u AWS_PROFILE -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY AWS_REGION=us-east-1 AWS_CONFIG_FILE="$folder/config" \
  AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "client: first
new client: first
new provider: first
new provider with ignoreCache: second
new client: second" ]

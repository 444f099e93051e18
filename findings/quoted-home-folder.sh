#!/usr/bin/env bash
# What `AWS_CONFIG_FILE=~/other` means if no shell replaces the `~`, as in a `.env` file, a unit of systemd, or a Dockerfile.
#
# Guess: the home folder in botocore, and a folder named `~` in AWS SDK v3 and v2.
# Found: the home folder in botocore 1.43.11 and in @aws-sdk/client-sts 3.1164.0, which expand it themselves. aws-sdk 2.1693.0 throws
# an error while it is loaded, so that the application does not start; `web_identity_token_file = ~/token` is not expanded by any of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk@2.1693.0 @aws-sdk/client-sts@3.1164.0
cat > v2.cjs <<'JS'
try {
  console.log(`v2: ${require("aws-sdk").config.region}`);
} catch (error) {
  console.log(`v2: ${error.message}`);
}
JS
cat > v3.cjs <<'JS'
const { STSClient } = require("@aws-sdk/client-sts");
const { config } = new STSClient({});
config.region().then((region) => console.log(`v3: ${region}`), (error) => console.log(`v3: ${error.message}`));
config.credentials().catch((error) => console.log(`v3, token: ${error.message}`));
JS
printf '[default]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/reader\nweb_identity_token_file = ~/token\n' > other
touch credentials token
export HOME="$folder" AWS_CONFIG_FILE='~/other' AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_SDK_LOAD_CONFIG=1
unset AWS_PROFILE AWS_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
printed=$(node v2.cjs 2>/dev/null && node v3.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "v2: ENOENT: no such file or directory, open '~/other'
v3: eu-west-1
v3, token: ENOENT: no such file or directory, open '~/token'" ]

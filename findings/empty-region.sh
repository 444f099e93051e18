#!/usr/bin/env bash
# Which Region SDKs use if `AWS_REGION` is empty, as CI systems set it for an undefined variable, and a profile has a Region.
#
# Guess: that of the profile, as with other empty variables.
# Found: aws-sdk 2.1693.0 uses that of the profile. @aws-sdk/client-sqs 3.1164.0 treats the empty string as a Region: its error, "is not a
# valid hostname component", does not name the variable. An empty `AWS_PROFILE` or `AWS_ENDPOINT_URL` counts as not set in the same version.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk@2.1693.0 @aws-sdk/client-sqs@3.1164.0
cat > v2.cjs <<'JS'
const { SQS } = require("aws-sdk");
console.log(`v2: ${new SQS().endpoint.hostname}`);
JS
cat > v3.cjs <<'JS'
const { ListQueuesCommand, SQSClient } = require("@aws-sdk/client-sqs");
const requestHandler = { handle: async ({ hostname }) => { throw new Error(hostname); } };
const client = new SQSClient({ credentials: { accessKeyId: "id", secretAccessKey: "secret" }, maxAttempts: 1, requestHandler });
client.send(new ListQueuesCommand({})).catch((error) => console.log(`v3: ${error.message}`));
JS
printf '[default]\nregion = eu-west-1\n' > config
touch credentials
export AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_SDK_LOAD_CONFIG=1
unset AWS_REGION AWS_DEFAULT_REGION AMAZON_REGION AWS_PROFILE AWS_ENDPOINT_URL
observe() {
  echo "no variable" && node v2.cjs && node v3.cjs
  echo "empty AWS_REGION" && AWS_REGION='' node v2.cjs && AWS_REGION='' node v3.cjs
  echo "empty AWS_PROFILE and AWS_ENDPOINT_URL" && AWS_PROFILE='' AWS_ENDPOINT_URL='' node v3.cjs
}
printed=$(observe 2>/dev/null)
echo "$printed"
[ "$printed" = "no variable
v2: sqs.eu-west-1.amazonaws.com
v3: sqs.eu-west-1.amazonaws.com
empty AWS_REGION
v2: sqs.eu-west-1.amazonaws.com
v3: Region not accepted: region=\"\" is not a valid hostname component.
empty AWS_PROFILE and AWS_ENDPOINT_URL
v3: sqs.eu-west-1.amazonaws.com" ]

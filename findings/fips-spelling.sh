#!/usr/bin/env bash
# Which spellings of "true" turn on FIPS endpoints, in `AWS_USE_FIPS_ENDPOINT` and in `use_fips_endpoint` of a profile.
#
# Guess: any letter case, as in botocore 1.43.11 and the AWS CLI, or an error.
# Found: @aws-sdk/client-sqs 3.1164.0 and aws-sdk 2.1693.0 require `true` in lowercase. For `True`, as written by Python, and `TRUE`, they
# use the endpoint without FIPS, and print no warning. A setting that was checked with the AWS CLI thus has no effect in a program.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk@2.1693.0 @aws-sdk/client-sqs@3.1164.0
cat > v2.cjs <<'JS'
const { SQS } = require("aws-sdk");
console.log(new SQS({ region: "us-east-1" }).endpoint.hostname);
JS
cat > v3.cjs <<'JS'
const { ListQueuesCommand, SQSClient } = require("@aws-sdk/client-sqs");
const requestHandler = { handle: async ({ hostname }) => { throw new Error(hostname); } };
const client = new SQSClient({ region: "us-east-1", credentials: { accessKeyId: "id", secretAccessKey: "secret" }, maxAttempts: 1, requestHandler });
client.send(new ListQueuesCommand({})).catch((error) => console.log(error.message));
JS
host() { # title, version; the settings are in the environment
  printf '%s, %s: ' "$1" "$2"
  env AWS_SDK_LOAD_CONFIG=1 AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_PROFILE=default node "$2.cjs" 2>"$folder/$2.err"
  if grep -qi fips "$folder/$2.err"; then echo "  with a warning"; fi
}
touch credentials
observe() {
  for version in v2 v3; do
    for value in true True TRUE; do
      echo '[default]' > config
      AWS_USE_FIPS_ENDPOINT=$value host "environment $value" $version
      printf '[default]\nuse_fips_endpoint = %s\n' "$value" > config
      host "profile $value" $version
    done
  done
}
printed=$(observe)
echo "$printed"
[ "$printed" = "environment true, v2: sqs-fips.us-east-1.amazonaws.com
profile true, v2: sqs-fips.us-east-1.amazonaws.com
environment True, v2: sqs.us-east-1.amazonaws.com
profile True, v2: sqs.us-east-1.amazonaws.com
environment TRUE, v2: sqs.us-east-1.amazonaws.com
profile TRUE, v2: sqs.us-east-1.amazonaws.com
environment true, v3: sqs-fips.us-east-1.amazonaws.com
profile true, v3: sqs-fips.us-east-1.amazonaws.com
environment True, v3: sqs.us-east-1.amazonaws.com
profile True, v3: sqs.us-east-1.amazonaws.com
environment TRUE, v3: sqs.us-east-1.amazonaws.com
profile TRUE, v3: sqs.us-east-1.amazonaws.com" ]

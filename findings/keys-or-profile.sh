#!/usr/bin/env bash
# Whose credentials are used if the environment has both keys and `AWS_PROFILE`, as after exporting the credentials of an assumed role.
#
# Guess: the keys, as in botocore 1.43.11 and the AWS CLI.
# Found: aws-sdk 2.1693.0 uses the keys, @aws-sdk/client-sts 3.1164.0 the profile. `aws sts get-caller-identity` thus shows a different
# identity from that of a program in the same terminal, and migrating a program from v2 to v3 changes its identity.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk@2.1693.0 @aws-sdk/client-sts@3.1164.0
cat > v2.cjs <<'JS'
const { config } = require("aws-sdk");
config.getCredentials((error) => console.log(`v2: ${error?.message ?? config.credentials.accessKeyId}`));
JS
cat > v3.cjs <<'JS'
const { STSClient } = require("@aws-sdk/client-sts");
new STSClient({}).config.credentials().then(({ accessKeyId }) => console.log(`v3: ${accessKeyId}`), (error) => console.log(`v3: ${error.message}`));
JS
printf '[work]\naws_access_key_id = of-the-profile\naws_secret_access_key = secret\n' > credentials
export AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_CONFIG_FILE="$folder/config" AWS_REGION=us-east-1
export AWS_PROFILE=work AWS_ACCESS_KEY_ID=of-the-environment AWS_SECRET_ACCESS_KEY=secret
printed=$(node v2.cjs 2>/dev/null && node v3.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "v2: of-the-environment
v3: of-the-profile" ]

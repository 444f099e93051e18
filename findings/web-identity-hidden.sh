#!/usr/bin/env bash
# Whose credentials are used if the environment has `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`, as in Kubernetes or after a login
# with a token of Cognito, and the credentials file has keys in its profile `default`.
#
# Guess: those of the role, because the environment takes precedence over files.
# Found: aws-sdk 2.1693.0, botocore 1.43.11, and the AWS CLI use the role. @aws-sdk/client-sqs 3.1164.0 uses the keys in the file, and does
# not request the role. A check with the AWS CLI thus shows the role, while the program has a different identity.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk@2.1693.0 @aws-sdk/client-sqs@3.1164.0
cat > sts.cjs <<'JS'
const { createServer } = require("node:http");
const credentials = `<AccessKeyId>of-the-role</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>`;
const expiration = `<Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration>`;
const result = `<AssumeRoleWithWebIdentityResult><Credentials>${credentials}${expiration}</Credentials></AssumeRoleWithWebIdentityResult>`;
const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, { "content-type": "text/xml" }).end(`<AssumeRoleWithWebIdentityResponse>${result}</AssumeRoleWithWebIdentityResponse>`));
}).listen(0, () => console.log(server.address().port));
JS
cat > v2.cjs <<'JS'
const AWS = require("aws-sdk");
AWS.config.update({ region: "us-east-1", sts: { endpoint: process.env.AWS_ENDPOINT_URL_STS } });
AWS.config.getCredentials((error) => console.log(`v2: ${error?.message ?? AWS.config.credentials.accessKeyId}`));
JS
cat > v3.cjs <<'JS'
const { SQSClient } = require("@aws-sdk/client-sqs");
const { credentials } = new SQSClient({ region: "us-east-1" }).config;
credentials().then(({ accessKeyId }) => console.log(`v3: ${accessKeyId}`), (error) => console.log(`v3: ${error.message}`));
JS
node sts.cjs > port &
server=$!
trap 'kill "$server"; rm -rf "$folder"' EXIT
until [ -s port ]; do sleep 0.1; done
echo token > token
export AWS_WEB_IDENTITY_TOKEN_FILE="$folder/token" AWS_ROLE_ARN=arn:aws:iam::123456789012:role/app AWS_ENDPOINT_URL_STS="http://127.0.0.1:$(cat port)"
export AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_CONFIG_FILE="$folder/config" AWS_EC2_METADATA_DISABLED=true AWS_REGION=us-east-1
unset AWS_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
observe() {
  rm -f credentials
  echo "without keys in the file" && node v2.cjs && node v3.cjs
  printf '[default]\naws_access_key_id = of-the-file\naws_secret_access_key = secret\n' > credentials
  echo "with keys in the file" && node v2.cjs && node v3.cjs
}
printed=$(observe 2>/dev/null)
echo "$printed"
[ "$printed" = "without keys in the file
v2: of-the-role
v3: of-the-role
with keys in the file
v2: of-the-role
v3: of-the-file" ]

#!/usr/bin/env bash
# Which profile tools use if both `AWS_PROFILE` and `AWS_DEFAULT_PROFILE` are set, as by two tools that switch profiles. Needs awscli 2.9 and
# python3-botocore 1.29 of Debian 12.
#
# Guess: `AWS_PROFILE` in all of them; AWS SDK v2 and v3 do not know the other one.
# Found: botocore, and with it boto3 and version 1 of the AWS CLI, prefers `AWS_DEFAULT_PROFILE` (1.43.11 as well). Version 2 of the AWS CLI
# and both SDKs for JavaScript use `AWS_PROFILE`. If `AWS_DEFAULT_PROFILE` is alone, the SDKs for JavaScript use the profile `default`. A
# program may thus act as another user than the CLI beside it.
set -euo pipefail
version() { /usr/bin/python3 -c 'import botocore; print(botocore.__version__)'; }
[[ "$(/usr/bin/aws --version)" == "aws-cli/2.9."* && "$(version)" == "1.29."* ]] || { echo "needs awscli and python3-botocore of Debian 12"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/credential-providers@3.1164.0 aws-sdk@2.1693.0
for name in default first second; do
  printf '[%s]\naws_access_key_id = KEYOF%s\naws_secret_access_key = secret\n' "$name" "${name^^}"
done > credentials
touch config
cat > v3.cjs <<'JS'
require("@aws-sdk/credential-providers").fromNodeProviderChain()().then(({ accessKeyId }) => console.log(accessKeyId));
JS
cat > v2.cjs <<'JS'
const AWS = require("aws-sdk");
AWS.config.getCredentials((error) => console.log(error?.message ?? AWS.config.credentials.accessKeyId));
JS
cat > session.py <<'PY'
import botocore.session
print(botocore.session.Session().get_credentials().access_key)
PY
unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_WEB_IDENTITY_TOKEN_FILE
export AWS_SDK_LOAD_CONFIG=1 AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials"
observe() { # title; the variables are in the environment
  echo "$1: v3 $(node --no-warnings v3.cjs), v2 $(node --no-warnings v2.cjs 2>/dev/null), botocore $(/usr/bin/python3 session.py), AWS CLI 2 $(/usr/bin/aws configure get aws_access_key_id)"
}
printed=$(
  AWS_PROFILE=first AWS_DEFAULT_PROFILE=second observe "AWS_PROFILE=first AWS_DEFAULT_PROFILE=second"
  AWS_DEFAULT_PROFILE=second observe "AWS_DEFAULT_PROFILE=second"
)
echo "$printed"
[ "$printed" = "AWS_PROFILE=first AWS_DEFAULT_PROFILE=second: v3 KEYOFFIRST, v2 KEYOFFIRST, botocore KEYOFSECOND, AWS CLI 2 KEYOFFIRST
AWS_DEFAULT_PROFILE=second: v3 KEYOFDEFAULT, v2 KEYOFDEFAULT, botocore KEYOFSECOND, AWS CLI 2 KEYOFSECOND" ]

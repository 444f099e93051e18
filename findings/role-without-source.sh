#!/usr/bin/env bash
# Which identity a profile gives that has `role_arn` and keys, but no `source_profile`.
#
# Guess: the keys, in all SDKs.
# Found: @aws-sdk/client-sts 3.1164.0 uses the keys, and never assumes the role, without a warning: a program runs with all rights of its
# user instead of those of the role. botocore 1.29.27 refuses the profile and names what is missing. aws-sdk 2.1693.0 finds no credentials.
#
# Needs apt-get and python3 on Debian 12 in addition.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk@2.1693.0 @aws-sdk/client-sts@3.1164.0
apt-get download -qq -o APT::Sandbox::User=root python3-botocore=1.29.27+repack-1 python3-dateutil python3-jmespath python3-six \
  python3-urllib3
for package in *.deb; do dpkg -x "$package" root; done
cat > v2.cjs <<'JS'
const { config } = require("aws-sdk");
config.getCredentials((error) => console.log(`v2: ${error?.message.split("\n")[0] ?? config.credentials.accessKeyId}`));
JS
cat > v3.cjs <<'JS'
const { STSClient } = require("@aws-sdk/client-sts");
new STSClient({}).config.credentials().then(({ accessKeyId }) => console.log(`v3: ${accessKeyId}`), (error) => console.log(`v3: ${error.message}`));
JS
cat > run.py <<'PY'
import botocore.session
try:
    print(f"botocore: {botocore.session.Session().get_credentials().access_key}")
except Exception as error:
    print(f"botocore: {error}")
PY
printf '[default]\nregion = us-east-1\nrole_arn = arn:aws:iam::123456789012:role/reader\naws_access_key_id = of-the-user\naws_secret_access_key = secret\n' > config
export AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_SDK_LOAD_CONFIG=1 AWS_EC2_METADATA_DISABLED=true
export PYTHONPATH="$folder/root/usr/lib/python3/dist-packages"
unset AWS_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
touch credentials
printed=$(timeout 60 node v2.cjs 2>/dev/null && node v3.cjs 2>/dev/null && python3 run.py)
echo "$printed"
[ "$printed" = "v2: Could not load credentials from any providers
v3: of-the-user
botocore: Partial credentials found in assume-role, missing: source_profile or credential_source" ]

#!/usr/bin/env bash
# Which Region SDKs use if `AWS_REGION` and `AWS_DEFAULT_REGION` differ, or only one of them is set.
#
# Guess: AWS SDK v2 and v3 read the first, and botocore the second.
# Found (@aws-sdk/client-sts 3.1164.0, aws-sdk 2.1693.0, botocore 1.29.27): so it is, and neither falls back to the other variable. With
# one of them in a container, either the Python or the JavaScript in it has no Region; with both, they can work in two Regions.
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
cat > run.cjs <<'JS'
const { STSClient } = require("@aws-sdk/client-sts");
console.log(`  v2: ${require("aws-sdk").config.region}`);
new STSClient({}).config.region().catch((error) => error.message).then((region) => console.log(`  v3: ${region}`));
JS
cat > run.py <<'PY'
import botocore.session
print(f"  botocore: {botocore.session.Session().get_config_variable('region')}")
PY
export AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_EC2_METADATA_DISABLED=true
export PYTHONPATH="$folder/root/usr/lib/python3/dist-packages"
unset AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION AMAZON_REGION AWS_SDK_LOAD_CONFIG
observe() {
  for variables in "AWS_REGION=eu-west-1" "AWS_DEFAULT_REGION=eu-west-2" "AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-2"; do
    echo "$variables"
    # shellcheck disable=SC2086
    env $variables node run.cjs 2>/dev/null
    # shellcheck disable=SC2086
    env $variables python3 run.py
  done
}
printed=$(observe)
echo "$printed"
[ "$printed" = "AWS_REGION=eu-west-1
  v2: eu-west-1
  v3: eu-west-1
  botocore: None
AWS_DEFAULT_REGION=eu-west-2
  v2: undefined
  v3: Region is missing
  botocore: eu-west-2
AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-2
  v2: eu-west-1
  v3: eu-west-1
  botocore: eu-west-2" ]

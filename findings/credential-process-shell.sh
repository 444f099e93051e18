#!/usr/bin/env bash
# Which command lines `credential_process` can have.
#
# Guess: those of a shell in AWS SDK v3, and single commands without variables in botocore.
# Found: so it is. @aws-sdk/client-sts 3.1164.0 and aws-sdk 2.1693.0 start a shell, so that `$HOME`, `~`, and pipes work. In botocore
# 1.43.11, and so in the AWS CLI, they are plain arguments of the command: a profile that works for a program fails on the command line.
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
config.getCredentials((error) => console.log(`  v2: ${error ? "fails" : config.credentials.accessKeyId}`));
JS
cat > v3.cjs <<'JS'
const { STSClient } = require("@aws-sdk/client-sts");
new STSClient({}).config.credentials().then(({ accessKeyId }) => console.log(`  v3: ${accessKeyId}`), () => console.log("  v3: fails"));
JS
cat > run.py <<'PY'
import botocore.session
try:
    print(f"  botocore: {botocore.session.Session().get_credentials().access_key}")
except Exception:
    print("  botocore: fails")
PY
export AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" AWS_SDK_LOAD_CONFIG=1 AWS_EC2_METADATA_DISABLED=true
export HOME="$folder" PYTHONPATH="$folder/root/usr/lib/python3/dist-packages"
unset AWS_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
touch credentials
echo '{ "Version": 1, "AccessKeyId": "of-the-process", "SecretAccessKey": "secret" }' > keys.json
observe() {
  for command in 'cat "./keys.json"' 'cat $HOME/keys.json' 'cat ~/keys.json' 'cat keys.json | cat'; do
    echo "$command"
    printf '[default]\nregion = us-east-1\ncredential_process = %s\n' "$command" > config
    node v2.cjs 2>/dev/null
    node v3.cjs 2>/dev/null
    python3 run.py
  done
}
printed=$(observe)
echo "$printed"
[ "$printed" = 'cat "./keys.json"
  v2: of-the-process
  v3: of-the-process
  botocore: of-the-process
cat $HOME/keys.json
  v2: of-the-process
  v3: of-the-process
  botocore: fails
cat ~/keys.json
  v2: of-the-process
  v3: of-the-process
  botocore: fails
cat keys.json | cat
  v2: of-the-process
  v3: of-the-process
  botocore: fails' ]

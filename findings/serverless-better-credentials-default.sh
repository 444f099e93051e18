#!/usr/bin/env bash
# Whose credentials the plugin serverless-better-credentials gives to the Serverless Framework.
#
# Guess: it finds a profile with `credential_process`, and prefers keys in the environment to `AWS_PROFILE`.
# Found (serverless-better-credentials 2.0.1 with serverless 3.40.0): for such a profile, unless `AWS_SDK_LOAD_CONFIG` is set, and for one
# that does not exist, it uses the profile `default`, without an error or a warning. It prefers `AWS_PROFILE`. Without the plugin, the
# Serverless Framework says that the profile is not configured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps serverless@3.40.0 serverless-better-credentials@2.0.1
mkdir .aws
profile() { printf '[%s]\naws_access_key_id = %s\naws_secret_access_key = secret\n' "$1" "$2"; }
{ profile default DEFAULT; profile other OTHER; } > .aws/credentials
echo '{ "Version": 1, "AccessKeyId": "PROCESS", "SecretAccessKey": "secret", "SessionToken": "token" }' > output.json
printf '[profile process]\nregion = us-east-1\ncredential_process = cat %s/output.json\n' "$folder" > .aws/config
echo 'exports.handler = async () => `key ${process.env.AWS_ACCESS_KEY_ID}`;' > function.js
write() {
  cat > serverless.yml << YML
service: test
frameworkVersion: "3"
provider: { name: aws, runtime: nodejs20.x, region: us-east-1 }
functions: { function: { handler: function.handler } }
plugins: [$1]
YML
}
# Runs the function with the variables in $2, and prints which key it has, or that there is an error.
run() {
  local text
  text=$(env -i PATH="$PATH" HOME="$folder" CI=1 AWS_EC2_METADATA_DISABLED=true SLS_TELEMETRY_DISABLED=1 SLS_NOTIFICATIONS_MODE=off $2 \
    timeout 60 npx serverless invoke local -f function 2>&1 || true)
  echo "$1: $(grep -oE 'key \w+|AWS profile "\w+" doesn.t seem to be configured' <<< "$text" | head -1)"
}
printed=$(
  write ""
  run "without the plugin, unknown profile" AWS_PROFILE=unknown
  write serverless-better-credentials
  run "unknown profile" AWS_PROFILE=unknown
  run "profile with a process" AWS_PROFILE=process
  run "profile with a process, AWS_SDK_LOAD_CONFIG" "AWS_PROFILE=process AWS_SDK_LOAD_CONFIG=1"
  run "keys in the environment and AWS_PROFILE" "AWS_PROFILE=other AWS_ACCESS_KEY_ID=ENVIRONMENT AWS_SECRET_ACCESS_KEY=secret"
)
echo "$printed"
[ "$printed" = "without the plugin, unknown profile: AWS profile \"unknown\" doesn't seem to be configured
unknown profile: key DEFAULT
profile with a process: key DEFAULT
profile with a process, AWS_SDK_LOAD_CONFIG: key PROCESS
keys in the environment and AWS_PROFILE: key OTHER" ]

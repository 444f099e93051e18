#!/usr/bin/env bash
# Which Region and keys SDKs read from a config file that has both `[default]` and `[profile default]`, and a profile with a space in its
# name.
#
# Guess: all SDKs read such files in the same way, because `aws configure` writes them: `aws configure --profile "my team"` quotes the name.
# Found: @aws-sdk/client-sts 3.1164.0 uses `[profile default]` regardless of the order, while botocore 1.43.11, and therefore the AWS CLI,
# uses the last one. aws-sdk 2.1693.0 throws a TypeError. Neither SDK finds a quoted name with a space ("Region is missing"); v2 finds it
# without quotes, but botocore does not. A command and a program of the same user can thus use different Regions.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-sdk@2.1693.0 @aws-sdk/client-sts@3.1164.0
cat > v2.cjs <<'JS'
try {
  console.log(require("aws-sdk").config.region);
} catch (error) {
  console.log(error.message);
}
JS
cat > v3.cjs <<'JS'
const { STSClient } = require("@aws-sdk/client-sts");
new STSClient({}).config.region().then(console.log, (error) => console.log(error.message));
JS
region() { # title, profile
  for version in v2 v3; do
    printf '%s, %s: ' "$1" "$version"
    env -u AWS_REGION -u AWS_DEFAULT_REGION AWS_PROFILE="$2" AWS_SDK_LOAD_CONFIG=1 AWS_CONFIG_FILE="$folder/config" \
      AWS_SHARED_CREDENTIALS_FILE="$folder/credentials" node $version.cjs 2>/dev/null
  done
}
touch credentials
observe() {
  printf '[default]\nregion = eu-west-1\n' > config
  region '[default] only' default
  printf '[default]\nregion = eu-west-1\n[profile default]\nregion = eu-west-2\n' > config
  region '[default], [profile default]' default
  printf '[profile default]\nregion = eu-west-2\n[default]\nregion = eu-west-1\n' > config
  region '[profile default], [default]' default
  printf "[profile 'my team']\nregion = eu-west-1\n" > config
  region "[profile 'my team']" 'my team'
  printf '[profile my team]\nregion = eu-west-1\n' > config
  region '[profile my team]' 'my team'
}
printed=$(observe)
echo "$printed"
[ "$printed" = "[default] only, v2: eu-west-1
[default] only, v3: eu-west-1
[default], [profile default], v2: Cannot redefine property: default
[default], [profile default], v3: eu-west-2
[profile default], [default], v2: Cannot redefine property: default
[profile default], [default], v3: eu-west-2
[profile 'my team'], v2: undefined
[profile 'my team'], v3: Region is missing
[profile my team], v2: eu-west-1
[profile my team], v3: Region is missing" ]

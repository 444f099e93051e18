#!/usr/bin/env bash
# How the SDKs read an `Expiration` of `credential_process` that states no time zone, as `date -u +%FT%T` or `datetime.utcnow().isoformat()`
# of Python write it. The format requires ISO 8601, which allows this.
#
# Guess: as local time in v3 and v2, and with an error in botocore.
# Found (@aws-sdk/credential-providers 3.1164.0, aws-sdk 2.1693.0): so it is. In Bogotá, keys that have expired an hour ago are valid for
# another four hours, and an SDK signs with them; in Tokyo, valid keys are refused as expired, and the error says only that there are no
# credentials. In a container, whose zone is UTC, everything works. botocore 1.43.11 raises a TypeError.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/credential-providers@3.1164.0 aws-sdk@2.1693.0
cat > process.cjs <<'JS'
const expiration = new Date(Date.now() + Number(process.argv[2]) * 3_600_000).toISOString().slice(0, 19); // UTC, without Z
console.log(JSON.stringify({ Version: 1, AccessKeyId: "KEY", SecretAccessKey: "secret", SessionToken: "token", Expiration: expiration }));
JS
cat > v3.cjs <<'JS'
const { fromNodeProviderChain } = require("@aws-sdk/credential-providers");
fromNodeProviderChain()().then(({ expiration }) => console.log(expiration.toISOString()), ({ message }) => console.log(message));
JS
cat > v2.cjs <<'JS'
const AWS = require("aws-sdk");
AWS.config.getCredentials((error, credentials) => console.log(error ? error.message : credentials.expireTime.toISOString()));
JS
cat > left.cjs <<'JS'
const text = require("node:fs").readFileSync(0, "utf8").trim();
const hours = Math.round((new Date(text) - Date.now()) / 3_600_000);
console.log(Number.isNaN(hours) ? text.split("\n")[0] : `valid for ${hours} h`);
JS
unset AWS_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_WEB_IDENTITY_TOKEN_FILE
export AWS_SDK_LOAD_CONFIG=1 AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE="$folder/credentials"
touch credentials
printed=$(for hours in 2 -1; do
  printf '[default]\nregion = us-east-1\ncredential_process = node "%s/process.cjs" %s\n' "$folder" "$hours" > config
  for zone in UTC America/Bogota Asia/Tokyo; do
    for sdk in v3 v2; do
      echo "$hours h left, $zone, $sdk: $(TZ=$zone node --no-warnings $sdk.cjs 2>/dev/null | node left.cjs)"
    done
  done
done)
echo "$printed"
[ "$printed" = "2 h left, UTC, v3: valid for 2 h
2 h left, UTC, v2: valid for 2 h
2 h left, America/Bogota, v3: valid for 7 h
2 h left, America/Bogota, v2: valid for 7 h
2 h left, Asia/Tokyo, v3: Could not load credentials from any providers
2 h left, Asia/Tokyo, v2: Could not load credentials from any providers
-1 h left, UTC, v3: Could not load credentials from any providers
-1 h left, UTC, v2: Could not load credentials from any providers
-1 h left, America/Bogota, v3: valid for 4 h
-1 h left, America/Bogota, v2: valid for 4 h
-1 h left, Asia/Tokyo, v3: Could not load credentials from any providers
-1 h left, Asia/Tokyo, v2: Could not load credentials from any providers" ]

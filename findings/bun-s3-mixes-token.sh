#!/usr/bin/env bash
# Which session token Bun's S3 client signs if it receives the keys of a user, and the environment also contains credentials, as on AWS
# Lambda.
#
# Guess: none, because a session token belongs to its keys; AWS SDK v2 and v3, aws4, aws-lite, and clients of Bedrock sign none.
# Found (Bun 1.4.5): it adds `AWS_SESSION_TOKEN` from the environment to the user's keys. S3 refuses the combination. The option
# `credentials` of AWS SDK v3 is ignored without a warning, and the keys from the environment are used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @oven/bun-linux-x64-baseline@1.4.5
cat > run.mjs <<'JS'
const print = (title, options) => {
  const { searchParams } = new URL(new Bun.S3Client({ bucket: "bucket", region: "us-east-1", ...options }).presign("key"));
  const key = searchParams.get("X-Amz-Credential").split("/")[0];
  console.log(`${title}: key ${key}, token ${searchParams.get("X-Amz-Security-Token")}`);
};
const keys = { accessKeyId: "of-the-user", secretAccessKey: "secret" };
print("keys", keys);
print("keys and token", { ...keys, sessionToken: "of-the-user" });
print("credentials", { credentials: { ...keys, sessionToken: "of-the-user" } });
JS
printed=$(AWS_ACCESS_KEY_ID=of-the-role AWS_SECRET_ACCESS_KEY=secret AWS_SESSION_TOKEN=of-the-role node_modules/@oven/bun-linux-x64-baseline/bin/bun run.mjs)
echo "$printed"
[ "$printed" = "keys: key of-the-user, token of-the-role
keys and token: key of-the-user, token of-the-user
credentials: key of-the-role, token of-the-role" ]

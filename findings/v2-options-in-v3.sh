#!/usr/bin/env bash
# What a client of AWS SDK v3 does with options of v2: `accessKeyId`, `secretAccessKey`, `maxRetries`, and `httpOptions`.
#
# Guess: it ignores them without a warning, and takes keys from elsewhere.
# Found (@aws-sdk/client-sts 3.1164.0): so it is. A program that was moved to v3 works, but as the user of the environment, or as the role
# of the machine, in place of the one in its code, and retries although it must not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sts@3.1164.0
cat > run.cjs <<'JS'
const { GetCallerIdentityCommand, STSClient } = require("@aws-sdk/client-sts");

process.removeAllListeners("warning").on("warning", ({ name, message }) => {
  if (!/NodeVersionSupport/.test(name + message)) console.log(`warning: ${message}`);
});
const handle = async ({ headers }) => {
  console.log(headers.authorization.match(/Credential=[^/]*/)[0]);
  return { response: { statusCode: 500, headers: {}, body: Buffer.from("<Error><Code>InternalFailure</Code></Error>") } };
};
const options = { region: "us-east-1", accessKeyId: "of-the-code", secretAccessKey: "secret", maxRetries: 0, httpOptions: { timeout: 1000 } };
new STSClient({ ...options, requestHandler: { handle } }).send(new GetCallerIdentityCommand({})).catch(() => {});
JS
export AWS_ACCESS_KEY_ID=of-the-environment AWS_SECRET_ACCESS_KEY=secret
unset AWS_PROFILE AWS_MAX_ATTEMPTS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "Credential=of-the-environment
Credential=of-the-environment
Credential=of-the-environment" ]

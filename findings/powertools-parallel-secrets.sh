#!/usr/bin/env bash
# How many requests Powertools for AWS Lambda sends if one secret is asked for ten times at the same time.
#
# Guess: ten: the cache holds values, and not requests.
# Found (@aws-lambda-powertools/parameters 2.35.0, the newest one): so it is, also if `maxAge` is a minute. Calls at the same moment,
# as with `Promise.all` or the first requests of a server, are all sent, and all paid; later ones are not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-lambda-powertools/parameters@2.35.0 @aws-sdk/client-secrets-manager@3.1164.0
cat > run.mjs <<'JS'
import { SecretsProvider } from "@aws-lambda-powertools/parameters/secrets";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

let requests = 0;
const handle = async () => {
  requests += 1;
  return { response: { statusCode: 200, headers: {}, body: Buffer.from('{ "SecretString": "secret" }') } };
};
const credentials = { accessKeyId: "id", secretAccessKey: "secret" };
const provider = new SecretsProvider({ awsSdkV3Client: new SecretsManagerClient({ region: "us-east-1", credentials, requestHandler: { handle } }) });
const get = () => provider.get("database", { maxAge: 60 });
await Promise.all(Array.from({ length: 10 }, get));
console.log(`ten calls at the same time: ${requests} requests`);
requests = 0;
for (let call = 0; call < 10; call += 1) await get();
console.log(`ten calls after them: ${requests} requests`);
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "ten calls at the same time: 10 requests
ten calls after them: 0 requests" ]

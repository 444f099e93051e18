#!/usr/bin/env bash
# What AWS SDK v3 does with credentials whose `expiration` is an invalid date, or was made of seconds instead of milliseconds.
#
# Guess: it refuses an invalid date, as it throws a TypeError for text, and calls the provider for each request in the other case.
# Found (@aws-sdk/client-sqs 3.1164.0): with an invalid date, which is what `new Date(response.expiration)` is if the member has another
# name, the credentials are never renewed: an application works for an hour, and then fails with ExpiredToken until it is started anew. With
# seconds, the provider is called twice or more for each request.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sqs@3.1164.0
cat > run.cjs <<'JS'
const { ListQueuesCommand, SQSClient } = require("@aws-sdk/client-sqs");

const response = { statusCode: 200, headers: { "content-type": "application/x-amz-json-1.0" }, body: Buffer.from("{}") };
const count = async (title, expiration) => {
  let calls = 0;
  const credentials = async () => {
    calls += 1;
    return { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token", expiration };
  };
  const client = new SQSClient({ region: "us-east-1", credentials, requestHandler: { handle: async () => ({ response }) } });
  for (let request = 0; request < 5; request += 1) await client.send(new ListQueuesCommand({}));
  console.log(`${title}: provider called ${calls === 1 ? "once" : calls > 5 ? "more than once for each request" : calls}`);
};
(async () => {
  await count("an hour ahead", new Date(Date.now() + 3_600_000));
  await count("invalid date", new Date(undefined));
  await count("seconds", new Date(Date.now() / 1000 + 3600));
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "an hour ahead: provider called once
invalid date: provider called once
seconds: provider called more than once for each request" ]

#!/usr/bin/env bash
# Whether a client of AWS SDK v3 uses credentials that are valid for another four minutes if the provider fails to renew them.
#
# Guess: yes, because it renews them five minutes early, so that there is time for another attempt.
# Found (@aws-sdk/client-sqs 3.1164.0): no. From five minutes before the expiration on, each request fails with the provider's error,
# although it could have been signed. A short outage of the service that issues credentials stops all requests to other services at
# once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sqs@3.1164.0
cat > run.cjs <<'JS'
const { ListQueuesCommand, SQSClient } = require("@aws-sdk/client-sqs");

const response = { statusCode: 200, headers: { "content-type": "application/x-amz-json-1.0" }, body: Buffer.from("{}") };
(async () => {
  for (const minutes of [6, 4]) {
    let first = true;
    const credentials = async () => {
      if (!first) throw new Error("the provider is throttled");
      first = false;
      return { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token", expiration: new Date(Date.now() + minutes * 60_000) };
    };
    const client = new SQSClient({ region: "us-east-1", credentials, requestHandler: { handle: async () => ({ response }) } });
    for (const request of ["first", "second"]) {
      const outcome = await client.send(new ListQueuesCommand({})).then(() => "sent", (error) => error.message);
      console.log(`valid for ${minutes} minutes, ${request} request: ${outcome}`);
    }
  }
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "valid for 6 minutes, first request: sent
valid for 6 minutes, second request: sent
valid for 4 minutes, first request: the provider is throttled
valid for 4 minutes, second request: the provider is throttled" ]

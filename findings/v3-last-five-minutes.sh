#!/usr/bin/env bash
# How often a client of AWS SDK v3 calls a credential provider function, by how long the credentials are valid.
#
# Guess: once, and then once for each set of credentials, five minutes before it expires.
# Found (@aws-sdk/client-sqs 3.1164.0): if the provider returns credentials that are valid for less than five minutes, because it has its
# own cache, or its source renews them later, the client calls it three times for the first request and twice for each further one. Five
# concurrent requests share two calls. A provider that calls a service can be throttled during these minutes of each hour.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sqs@3.1164.0
cat > run.cjs <<'JS'
const { ListQueuesCommand, SQSClient } = require("@aws-sdk/client-sqs");

const requestHandler = {
  handle: async () => ({ response: { statusCode: 200, headers: { "content-type": "application/x-amz-json-1.0" }, body: Buffer.from("{}") } }),
};
(async () => {
  for (const [title, minutes] of [["an hour", 60], ["four minutes", 4]]) {
    let calls = 0;
    const credentials = async () => {
      calls += 1;
      return { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token", expiration: new Date(Date.now() + minutes * 60_000) };
    };
    const client = new SQSClient({ region: "us-east-1", credentials, requestHandler });
    const during = async (send) => {
      const before = calls;
      await send();
      return calls - before;
    };
    const send = () => client.send(new ListQueuesCommand({}));
    const inTurn = [await during(send), await during(send), await during(send)];
    const atOnce = await during(() => Promise.all(Array.from({ length: 5 }, send)));
    console.log(`${title}: ${inTurn.join(", ")} calls for three requests in turn, ${atOnce} for five at the same time`);
  }
})();
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = "an hour: 1, 0, 0 calls for three requests in turn, 0 for five at the same time
four minutes: 3, 2, 2 calls for three requests in turn, 2 for five at the same time" ]

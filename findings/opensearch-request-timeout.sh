#!/usr/bin/env bash
# How often OpenSearch's signer requests credentials that are valid for an hour.
#
# Guess: once an hour, and once for concurrent requests.
# Found (@opensearch-project/opensearch 3.9.0): requests that are sent before there are credentials each call `getCredentials`. The signer
# renews credentials that are valid for less than `requestTimeout`. If that is more than an hour, as for a reindex, credentials of an
# identity pool are never valid long enough, and every request gets new ones. If `expiration` is text, as in JSON, requests fail with a
# TypeError from the second one on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @opensearch-project/opensearch@3.9.0
cat > run.cjs <<'JS'
const { createServer } = require("node:http");
const { Client } = require("@opensearch-project/opensearch");
const { AwsSigv4Signer } = require("@opensearch-project/opensearch/aws-v3");

const HOUR_MS = 3_600_000;
const server = createServer((_request, response) => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
server.listen(0, async () => {
  const count = async (title, requestTimeout, requests, write = (date) => date) => {
    let calls = 0;
    const getCredentials = async () => {
      calls += 1;
      return { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token", expiration: write(new Date(Date.now() + HOUR_MS)) };
    };
    const signer = AwsSigv4Signer({ region: "us-east-1", getCredentials });
    const client = new Client({ ...signer, node: `http://127.0.0.1:${server.address().port}`, requestTimeout });
    const error = await requests(client).then(() => "", (thrown) => `, ${thrown.message}`);
    console.log(`${title}: ${calls}${error}`);
    await client.close();
  };
  const inTurn = async (client) => {
    for (let request = 1; request <= 5; request++) await client.info();
  };
  await count("five in turn", 30_000, inTurn);
  await count("five at the same time", 30_000, (client) => Promise.all(Array.from({ length: 5 }, () => client.info())));
  await count("five in turn, requestTimeout of two hours", 2 * HOUR_MS, inTurn);
  await count("five in turn, expiration in text", 30_000, inTurn, (date) => date.toISOString());
  server.close();
  server.closeAllConnections();
});
JS
printed=$(node run.cjs)
echo "$printed"
[ "$printed" = "five in turn: 1
five at the same time: 5
five in turn, requestTimeout of two hours: 5
five in turn, expiration in text: 1, currentCredentials.expiration.getTime is not a function" ]

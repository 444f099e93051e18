#!/usr/bin/env bash
# How many identities and requests AWS's `fromCognitoIdentityPool` causes if a library calls it for several concurrent requests.
#
# Guess: one identity in any case; credentials are requested again when they are about to expire.
# Found (@aws-sdk/credential-providers 3.1164.0): five concurrent first calls create five guest identities, and each later call requests
# credentials again: only clients of AWS SDK v3 keep them. With @opensearch-project/opensearch 3.9.0, five requests at the start of a
# program create five identities, all of which remain in the pool.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/credential-providers@3.1164.0 @aws-sdk/client-sqs@3.1164.0 \
  @opensearch-project/opensearch@3.9.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { fromCognitoIdentityPool } from "@aws-sdk/credential-providers";
import opensearch from "@opensearch-project/opensearch";
import aws from "@opensearch-project/opensearch/aws-v3";

let counts = {};
const server = createServer((request, response) => {
  const operation = request.headers["x-amz-target"]?.split(".")[1] ?? "other";
  counts[operation] = (counts[operation] ?? 0) + 1;
  const credentials = { AccessKeyId: "id", SecretKey: "secret", SessionToken: "token", Expiration: Date.now() / 1_000 + 3_600 };
  const body = { GetId: { IdentityId: `us-east-1:${counts.GetId}` }, GetCredentialsForIdentity: { IdentityId: "us-east-1:1", Credentials: credentials } };
  const type = operation === "other" ? "application/json" : "application/x-amz-json-1.1";
  request.resume().on("end", () => response.writeHead(200, { "content-type": type }).end(JSON.stringify(body[operation] ?? {})));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${server.address().port}`;
const region = "us-east-1";
const clientConfig = { region, endpoint };

/** Another pool for each case: identities are remembered by pool. */
async function count(title, use) {
  counts = {};
  await use(fromCognitoIdentityPool({ identityPoolId: `us-east-1:${title}`, clientConfig }));
  console.log(`${title}: ${counts.GetId} identities, ${counts.GetCredentialsForIdentity} requests for credentials`);
}
const five = (send) => Promise.all(Array.from({ length: 5 }, send));
const inTurn = async (send) => {
  for (let time = 1; time <= 5; time++) await send();
};
const response = { statusCode: 200, headers: { "content-type": "application/x-amz-json-1.0" }, body: Buffer.from("{}") };
await count("five calls in turn", inTurn);
await count("five calls at once", five);
await count("five requests of OpenSearch at once", (getCredentials) => {
  const client = new opensearch.Client({ ...aws.AwsSigv4Signer({ region, getCredentials }), node: endpoint });
  return five(() => client.info());
});
await count("five requests of an SDK client at once", (credentials) => {
  const client = new SQSClient({ region, credentials, requestHandler: { handle: async () => ({ response }) } });
  return five(() => client.send(new ListQueuesCommand({})));
});
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "five calls in turn: 1 identities, 5 requests for credentials
five calls at once: 5 identities, 5 requests for credentials
five requests of OpenSearch at once: 5 identities, 5 requests for credentials
five requests of an SDK client at once: 1 identities, 1 requests for credentials" ]

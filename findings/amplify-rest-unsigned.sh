#!/usr/bin/env bash
# What the APIs of Amplify do with a request if the custom `credentialsProvider` fails, for example because the device is offline.
#
# Guess: each call fails with the provider's error.
# Found (aws-amplify 6.22.1): GraphQL and storage do. `post` of the REST API drops the error and sends the request, body included,
# without a signature. A service that requires one rejects it with an error that does not name the
# cause; a route that does not require one processes it as a request without credentials.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts aws-amplify@6.22.1
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { Amplify } from "aws-amplify";
import { generateClient, post } from "aws-amplify/api";
import { list } from "aws-amplify/storage";

const server = createServer((request, response) => {
  const signed = request.headers.authorization ? "signed" : "unsigned";
  request.resume().on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data: { signed } })));
}).listen(0);
const endpoint = `http://127.0.0.1:${server.address().port}`;
const region = "us-east-1";
let isOnline = true;
const credentialsProvider = {
  async getCredentialsAndIdentityId() {
    if (!isOnline) throw new Error("offline");
    return { credentials: { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" }, identityId: "us-east-1:1" };
  },
  clearCredentialsAndIdentityId() {},
};
Amplify.configure(
  {
    API: { REST: { orders: { endpoint, region } }, GraphQL: { endpoint: `${endpoint}/graphql`, region, defaultAuthMode: "iam" } },
    Storage: { S3: { bucket: "a-bucket", region } },
    Auth: { Cognito: { identityPoolId: "us-east-1:00000000-0000-0000-0000-000000000000", allowGuestAccess: true } },
  },
  { Auth: { credentialsProvider } },
);
const print = (name, call) => call().then((result) => console.log(`${name}: ${result}`), (error) => console.log(`${name}: ${error.message}`));
const rest = async () => (await (await post({ apiName: "orders", path: "/", options: { body: { amount: 1 } } }).response).body.json()).data.signed;
const graphql = async () => (await generateClient().graphql({ query: "query Q { signed }" })).data.signed;
await print("REST, online", rest);
await print("GraphQL, online", graphql);
isOnline = false;
await print("REST, offline", rest);
await print("GraphQL, offline", graphql);
await print("storage, offline", () => list({ path: "photos/" }));
server.close();
server.closeAllConnections();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "REST, online: signed
GraphQL, online: signed
REST, offline: unsigned
GraphQL, offline: offline
storage, offline: offline" ]

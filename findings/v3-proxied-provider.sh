#!/usr/bin/env bash
# What a client of AWS SDK v3 does with a credential provider in a worker, wrapped by Comlink.
#
# Guess: the call fails with a `DataCloneError`, because the client passes its configuration, which has functions, to the provider.
# Found (comlink 4.4.2, @aws-sdk/client-cognito-identity 3.1164.0): the client marks providers that it has completed with properties
# such as `memoized`. A proxy of Comlink has every property, so it counts as completed: the client passes no configuration, and
# calls the worker twice for each request, although the credentials are valid for an hour. A function around the proxy is called once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts comlink@4.4.2 @aws-sdk/client-cognito-identity@3.1164.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { once } from "node:events";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import * as Comlink from "comlink";

const server = createServer((request, response) => request.resume().on("end", () => response.end('{"IdentityPools":[]}'))).listen(0);
await once(server, "listening");
const { port1, port2 } = new MessageChannel();
let calls = 0;
Comlink.expose({
  async credentials() {
    calls++;
    return { accessKeyId: "id", secretAccessKey: "secret", expiration: new Date(Date.now() + 3_600_000) };
  },
}, port1);
const remote = Comlink.wrap(port2);
for (const [name, credentials] of [["proxy", remote.credentials], ["function around it", () => remote.credentials()]]) {
  calls = 0;
  const endpoint = `http://127.0.0.1:${server.address().port}`;
  const client = new CognitoIdentity({ region: "us-east-1", endpoint, maxAttempts: 1, credentials });
  for (let request = 0; request < 5; request++) {
    await client.listIdentityPools({ MaxResults: 1 });
  }
  console.log(`${name}: ${calls} calls for 5 requests`);
}
process.exit();
JS
printed=$(node --no-warnings run.mjs)
echo "$printed"
[ "$printed" = "proxy: 10 calls for 5 requests
function around it: 1 calls for 5 requests" ]

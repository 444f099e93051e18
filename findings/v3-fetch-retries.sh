#!/usr/bin/env bash
# Whether AWS SDK v3 retries a request whose connection the server closes without a response, as load balancers do with idle connections.
#
# Guess: yes, with each of its two request handlers, and in each runtime.
# Found (@aws-sdk/client-cognito-identity 3.1164.0, @smithy/fetch-http-handler 5.8.1): over `node:http` it makes three attempts. Over
# `fetch` it makes one in Node.js 20, because it does not count the code `UND_ERR_SOCKET` in the error's cause as transient, and one in
# Deno 2.9.6, whose `fetch` errors have no code: there, refused connections are not retried either. In Bun 1.4.5 it makes three.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-cognito-identity@3.1164.0 @smithy/fetch-http-handler@5.8.1 \
  @deno/linux-x64-glibc@2.9.6 @oven/bun-linux-x64-baseline@1.4.5
cat > run.mjs <<'JS'
import { createServer } from "node:net";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { FetchHttpHandler } from "@smithy/fetch-http-handler";

const listen = (onData) =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.on("error", () => {}).on("data", () => onData(socket)));
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
const closing = await listen((socket) => socket.end());
const stopped = await listen(() => {});
const { port } = stopped.address();
await new Promise((resolve) => stopped.close(resolve));
const ports = { closed: closing.address().port, refused: port };
const handlers = { "node:http": {}, fetch: { requestHandler: new FetchHttpHandler() } };
for (const [title, port] of Object.entries(ports)) {
  for (const [name, options] of Object.entries(handlers)) {
    const client = new CognitoIdentity({ endpoint: `http://127.0.0.1:${port}`, region: "us-east-1", ...options });
    const error = await client.getId({ IdentityPoolId: "us-east-1:pool" }).catch((thrown) => thrown);
    console.log(`  ${title}, ${name}: ${error.$metadata.attempts}`);
  }
}
process.exit();
JS
observe() {
  echo node && node run.mjs
  echo deno && node_modules/@deno/linux-x64-glibc/deno run --allow-all run.mjs
  echo bun && node_modules/@oven/bun-linux-x64-baseline/bin/bun run.mjs
}
printed=$(observe 2>/dev/null)
echo "$printed"
[ "$printed" = "node
  closed, node:http: 3
  closed, fetch: 1
  refused, node:http: 3
  refused, fetch: 3
deno
  closed, node:http: 3
  closed, fetch: 1
  refused, node:http: 3
  refused, fetch: 1
bun
  closed, node:http: 3
  closed, fetch: 3
  refused, node:http: 3
  refused, fetch: 3" ]

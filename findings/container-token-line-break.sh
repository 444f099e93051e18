#!/usr/bin/env bash
# What AWS SDK v3 does with a token file for container credentials (`AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`) that ends with a line break, as
# `echo "$token" > file` writes it.
#
# Guess: it refuses the token, as botocore 1.43.11 does, which says that it is not a legal value of a header.
# Found (@aws-sdk/credential-providers 3.1164.0): the default chain sends the request without the token, because its next provider knows the
# address, but not the file. The service refuses it, and the error says only that there are no credentials. `fromHttp` alone names the
# invalid character.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/credential-providers@3.1164.0
cat > run.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { fromHttp, fromNodeProviderChain } from "@aws-sdk/credential-providers";

let received = [];
const server = createServer(({ headers: { authorization } }, response) => {
  received.push(authorization ?? "no token");
  if (authorization !== "token") return response.writeHead(401).end();
  const Expiration = new Date(Date.now() + 3_600_000).toISOString();
  response.end(JSON.stringify({ AccessKeyId: "KEY", SecretAccessKey: "secret", Token: "session", Expiration }));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `http://127.0.0.1:${server.address().port}/v1/credentials`;
process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE = "token";
for (const [title, text, provider] of [
  ["chain, token", "token", fromNodeProviderChain],
  ["chain, token and line break", "token\n", fromNodeProviderChain],
  ["fromHttp, token and line break", "token\n", fromHttp],
]) {
  writeFileSync("token", text);
  received = [];
  const outcome = await provider()().then(({ accessKeyId }) => accessKeyId, ({ message }) => message);
  console.log(`${title}: ${outcome}; received: ${[...new Set(received)].join(", ") || "nothing"}`);
}
process.exit();
JS
unset AWS_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_WEB_IDENTITY_TOKEN_FILE AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
printed=$(AWS_CONFIG_FILE="$folder/none" AWS_SHARED_CREDENTIALS_FILE="$folder/none" timeout 120 node --no-warnings run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = 'chain, token: KEY; received: token
chain, token and line break: Could not load credentials from any providers; received: no token
fromHttp, token and line break: TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["Authorization"]; received: nothing' ]

#!/usr/bin/env bash
# What AWS SDK v3 does if the file of `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` ends with a newline, as `echo` writes it.
#
# Guess: it fails because of an invalid character in a header, as SDK v2 does.
# Found (3.1164.0): it requests the credentials without the token, so that the endpoint refuses, and the error does not name the cause. If
# the file is that of a web identity, v3 and v2 send the newline to STS.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sts@3.1164.0 aws-sdk@2.1693.0
cat > run.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import AWS from "aws-sdk";

const seen = new Set();
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (data) => { body += data; });
  request.on("end", () => {
    const token = new URLSearchParams(body || request.url.split("?")[1]).get("WebIdentityToken");
    seen.add(JSON.stringify(token ?? request.headers.authorization ?? "no token"));
    response.writeHead(401).end();
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${server.address().port}`;
writeFileSync("token", "secret\n");
const { env } = process;
for (const name of Object.keys(env)) if (name.startsWith("AWS_")) delete env[name];
Object.assign(env, {
  AWS_REGION: "us-east-1", AWS_EC2_METADATA_DISABLED: "true", AWS_CONFIG_FILE: "none", AWS_SHARED_CREDENTIALS_FILE: "none",
  AWS_ENDPOINT_URL_STS: endpoint,
});
AWS.config.sts = { endpoint };
async function show(title, call) {
  seen.clear();
  const message = await call().then(() => "succeeds", ({ message }) => String(message).split("\n")[0]);
  console.log(`${title}: ${message} (received: ${[...seen].join(", ") || "nothing"})`);
}
const v3 = () => new STSClient().send(new GetCallerIdentityCommand());
Object.assign(env, { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/credentials`, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "token" });
await show("v3, container", v3);
delete env.AWS_CONTAINER_CREDENTIALS_FULL_URI;
Object.assign(env, { AWS_WEB_IDENTITY_TOKEN_FILE: "token", AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/role" });
await show("v3, web identity", v3);
await show("v2, web identity", () => new AWS.TokenFileWebIdentityCredentials().refreshPromise());
process.exit();
JS
printed=$(AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE=1 node run.mjs 2> /dev/null)
echo "$printed"
grep -qx 'v3, container: Could not load credentials from any providers (received: "no token")' <<< "$printed"
grep -q '^v3, web identity: .*(received: "secret\\n")$' <<< "$printed"
grep -q '^v2, web identity: .*(received: "secret\\n")$' <<< "$printed"

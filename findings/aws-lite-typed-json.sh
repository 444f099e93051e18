#!/usr/bin/env bash
# The body that aws-lite sends to services of AWS's JSON protocol 1.1, such as Cognito, Secrets Manager, and Systems Manager.
#
# Guess: JSON of the payload, whatever the content type says.
# Found (@aws-lite/client 0.24.1): with the content type of that protocol, as with `awsjson: true`, it writes every value as DynamoDB
# does, `{"MaxResults":{"N":"1"}}`, which these services reject. `awsjson: false` beside the content type prevents it. Without a content
# type, it sends plain JSON as `application/json`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-lite/client@0.24.1
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import connect from "@aws-lite/client";

let sent;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => { body += chunk; }).on("end", () => {
    sent = `${request.headers["content-type"]}: ${body}`;
    response.setHeader("content-type", "application/x-amz-json-1.1").end("{}");
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${server.address().port}`;
const aws = await connect({ region: "us-east-1", endpoint, accessKeyId: "id", secretAccessKey: "secret" });
const target = { "x-amz-target": "AWSCognitoIdentityService.ListIdentityPools" };
const type = { "content-type": "application/x-amz-json-1.1" };
for (const options of [{ headers: target }, { headers: { ...target, ...type } }, { headers: { ...target, ...type }, awsjson: false }]) {
  await aws({ service: "cognito-identity", path: "/", payload: { MaxResults: 1 }, ...options });
  console.log(sent);
}
server.closeAllConnections();
server.close();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = 'application/json: {"MaxResults":1}
application/x-amz-json-1.1: {"MaxResults":{"N":"1"}}
application/x-amz-json-1.1: {"MaxResults":1}' ]

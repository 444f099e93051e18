#!/usr/bin/env bash
# How clients report an error code of the protocol awsJson 1.1 that contains a namespace or a URI, as the protocol allows.
#
# Guess (Smithy's specification of awsJson 1.1: clients remove everything before `#` and after the first `:`): all clients report
# `NotAuthorizedException`.
# Found: @aws-sdk/client-cognito-identity 3.1164.0 does. aws-sdk 2.1693.0 removes the namespace and keeps the URI; @aws-lite/client
# 0.24.1 keeps both, and has no code at all if the code is in the header `x-amzn-errortype` only. Code that compares `error.code`
# with a name does not recognize such an error, and does not handle it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund aws-sdk@2.1693.0 @aws-lite/client@0.24.1 @aws-sdk/client-cognito-identity@3.1164.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import lite from "@aws-lite/client";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import sdk2 from "aws-sdk";

const URI = "http://internal.amazon.com/coral/com.amazonaws.cognito/";
let body, headers;
const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(400, { "content-type": "application/x-amz-json-1.1", ...headers }).end(JSON.stringify(body)));
}).listen(0);
const endpoint = `http://127.0.0.1:${server.address().port}`;
const keys = { accessKeyId: "id", secretAccessKey: "secret" };
const region = "us-east-1";
const v2 = new sdk2.CognitoIdentity({ endpoint, region, ...keys, maxRetries: 0 });
const v3 = new CognitoIdentity({ endpoint, region, credentials: keys, maxAttempts: 1 });
const small = await lite({ endpoint, region, ...keys, retries: 0, autoloadPlugins: false });
const call = {
  v2: () => v2.listIdentityPools({ MaxResults: 1 }).promise(),
  v3: () => v3.listIdentityPools({ MaxResults: 1 }),
  lite: () => small({ service: "cognito-identity", awsjson: true, headers: { "x-amz-target": "AWSCognitoIdentityService.ListIdentityPools" }, payload: { MaxResults: 1 } }),
};
for (const [title, error] of [
  ["namespace", { body: { __type: "com.amazonaws.cognito#NotAuthorizedException", message: "no" } }],
  ["URI", { body: { __type: `NotAuthorizedException:${URI}`, message: "no" } }],
  ["header", { body: { message: "no" }, headers: { "x-amzn-errortype": `NotAuthorizedException:${URI}` } }],
]) {
  ({ body, headers } = error);
  for (const [client, send] of Object.entries(call)) {
    await send().catch((failure) => console.log(`${title}, ${client}: ${client === "v3" ? failure.name : failure.code}`));
  }
}
server.close();
server.closeAllConnections();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "namespace, v2: NotAuthorizedException
namespace, v3: NotAuthorizedException
namespace, lite: com.amazonaws.cognito#NotAuthorizedException
URI, v2: NotAuthorizedException:http://internal.amazon.com/coral/com.amazonaws.cognito/
URI, v3: NotAuthorizedException
URI, lite: NotAuthorizedException:http://internal.amazon.com/coral/com.amazonaws.cognito/
header, v2: NotAuthorizedException
header, v3: NotAuthorizedException
header, lite: undefined" ]

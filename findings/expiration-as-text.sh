#!/usr/bin/env bash
# What happens if a provider returns `expiration` as text, because the credentials come as JSON from a backend.
#
# Guess: clients read it as a date, or ignore it.
# Found: each request of @aws-sdk/client-sqs 3.1164.0 and `getUrl` of aws-amplify 6.22.1 fail with a TypeError ("getTime is not a
# function"), which does not name the provider. A static `credentials` object fails in the same way, although it is never renewed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sqs@3.1164.0 aws-amplify@6.22.1
cat > run.mjs <<'JS'
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Amplify } from "aws-amplify";
import { getUrl } from "aws-amplify/storage";

const expiration = new Date(Date.now() + 3_600_000);
const issued = { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token", expiration };
const received = JSON.parse(JSON.stringify(issued));
let credentials;
Amplify.configure(
  {
    Storage: { S3: { bucket: "a-bucket", region: "us-east-1" } },
    Auth: { Cognito: { identityPoolId: "us-east-1:00000000-0000-0000-0000-000000000000", allowGuestAccess: true } },
  },
  {
    Auth: {
      credentialsProvider: {
        getCredentialsAndIdentityId: async () => ({ credentials, identityId: "us-east-1:1" }),
        clearCredentialsAndIdentityId() {},
      },
    },
  },
);
const response = { statusCode: 200, headers: { "content-type": "application/x-amz-json-1.0" }, body: Buffer.from("{}") };
const send = (given) =>
  new SQSClient({ region: "us-east-1", credentials: given, requestHandler: { handle: async () => ({ response }) } }).send(new ListQueuesCommand({}));
const print = (title, call) => call.then(() => console.log(`${title}: works`), (error) => console.log(`${title}: ${error.message}`));
for (const [kind, value] of [["date", issued], ["text", received]]) {
  credentials = value;
  await print(`${kind}, SDK`, send(async () => value));
  await print(`${kind}, SDK with a static object`, send(value));
  await print(`${kind}, Amplify`, getUrl({ path: "key" }));
}
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "date, SDK: works
date, SDK with a static object: works
date, Amplify: works
text, SDK: identity.expiration.getTime is not a function
text, SDK with a static object: identity.expiration.getTime is not a function
text, Amplify: awsCredExpiration.getTime is not a function" ]

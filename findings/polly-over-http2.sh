#!/usr/bin/env bash
# AWS's client for Amazon Polly in Node.js, before and after an update within version 3: two operations against a server with HTTP/1.1, and
# the headers that presigned URLs of speech require.
#
# Guess: the client calls an endpoint with HTTP/1.1, such as that of an emulator, and a presigned URL signs the header `host` alone.
# Found: @aws-sdk/client-polly 3.1010.0 does. 3.1142.0 uses HTTP/2 for all operations; against HTTP/1.1, it usually fails with a
# TimeoutError, although nothing timed out. A URL of @aws-sdk/polly-request-presigner 3.1124.0 requires a header named `:authority` instead of `host`, which browsers
# and audio players do not send over HTTP/1.1; one of @aws-sdk/s3-request-presigner 3.1164.0 requires both. With
# `requestHandler: new NodeHttpHandler()`, everything is as before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts former@npm:@aws-sdk/client-polly@3.1010.0 @aws-sdk/client-polly@3.1142.0 \
  @aws-sdk/polly-request-presigner@3.1124.0 @aws-sdk/s3-request-presigner@3.1164.0 @smithy/node-http-handler@4.12.1
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import * as current from "@aws-sdk/client-polly";
import { getSynthesizeSpeechUrl } from "@aws-sdk/polly-request-presigner";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import * as former from "former";

const server = createServer((_, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ Voices: [] }));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${server.address().port}`;
const credentials = { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" };
const params = { OutputFormat: "mp3", Text: "Hello", VoiceId: "Joanna" };
const signedHeaders = (url) => new URL(url).searchParams.get("X-Amz-SignedHeaders");

async function report(name, { PollyClient, DescribeVoicesCommand }, options) {
  const settings = { region: "us-east-1", credentials, ...options };
  const call = await new PollyClient({ ...settings, endpoint }).send(new DescribeVoicesCommand({})).then(
    () => "response",
    () => "error",
  );
  const client = new PollyClient(settings);
  const speech = signedHeaders(await getSynthesizeSpeechUrl({ client, params }));
  const signed = signedHeaders(await getSignedUrl(client, new DescribeVoicesCommand({})));
  console.log(`${name}: ${call}, speech signs ${speech}, getSignedUrl signs ${signed}`);
}
await report("3.1010.0", former);
await report("3.1142.0", current);
await report("3.1142.0 with NodeHttpHandler", current, { requestHandler: new NodeHttpHandler() });
process.exit();
JS
printed=$(node run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = "3.1010.0: response, speech signs host, getSignedUrl signs host
3.1142.0: error, speech signs :authority, getSignedUrl signs :authority;host
3.1142.0 with NodeHttpHandler: response, speech signs host, getSignedUrl signs host" ]

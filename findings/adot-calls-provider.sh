#!/usr/bin/env bash
# AWS's distribution of OpenTelemetry for Node.js, and a public call of AWS's client for Cognito Identity, which is not signed.
#
# Guess: the instrumentation does not call the client's credential provider for such a call, and a slow provider does not delay it.
# Found: @aws/aws-distro-opentelemetry-node-autoinstrumentation 0.13.0 calls the provider before each call of
# @aws-sdk/client-cognito-identity 3.1164.0, to record the access key ID, and waits for it. A provider that takes half a second delays the
# call by half a second; the error of one that fails is ignored. Without the instrumentation, the provider is not called.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws/aws-distro-opentelemetry-node-autoinstrumentation@0.13.0 \
  @aws-sdk/client-cognito-identity@3.1164.0
cat > run.cjs <<'JS'
const { createServer } = require("node:http");
const { CognitoIdentityClient, GetIdCommand } = require("@aws-sdk/client-cognito-identity");

const DELAY_MS = 500;
const server = createServer((_, response) => {
  response.setHeader("content-type", "application/x-amz-json-1.1");
  response.end(JSON.stringify({ IdentityId: "us-east-1:00000000-0000-0000-0000-000000000000" }));
});

async function report(name, provide) {
  let calls = 0;
  let hasProvided = false;
  const credentials = async () => {
    calls++;
    const provided = await provide();
    hasProvided = true;
    return provided;
  };
  const endpoint = `http://127.0.0.1:${server.address().port}`;
  const client = new CognitoIdentityClient({ region: "us-east-1", endpoint, credentials });
  const command = new GetIdCommand({ IdentityPoolId: "us-east-1:00000000-0000-0000-0000-000000000000" });
  const end = await client.send(command).then(
    () => "response",
    () => "error",
  );
  console.log(`${process.argv[2]}, ${name}: ${end}, provider called ${calls} times, credentials first: ${hasProvided}`);
}

server.listen(0, "127.0.0.1", async () => {
  await report("slow provider", async () => {
    await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
    return { accessKeyId: "id", secretAccessKey: "secret" };
  });
  await report("failing provider", async () => {
    throw new Error("no credentials");
  });
  process.exit();
});
JS
export OTEL_TRACES_EXPORTER=none OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=none
register=@aws/aws-distro-opentelemetry-node-autoinstrumentation/register
printed=$({ node run.cjs without && node --require "$register" run.cjs with; } 2>/dev/null | grep "provider: ")
echo "$printed"
[ "$printed" = "without, slow provider: response, provider called 0 times, credentials first: false
without, failing provider: response, provider called 0 times, credentials first: false
with, slow provider: response, provider called 1 times, credentials first: true
with, failing provider: response, provider called 1 times, credentials first: false" ]

#!/usr/bin/env bash
# Where AWS SDK v3 sends requests if `AWS_ENDPOINT_URL` is `localhost:4566`, a common way to write the address of an emulator.
#
# Guess: an error that says that the scheme is missing, as from botocore 1.43.11 ("Invalid endpoint: localhost:4566").
# Found (@aws-sdk/client-sqs 3.1164.0): it treats `localhost:` as the scheme and `4566` as the host, and sends signed requests in plain text
# to port 80 of that host. Systems read `4566` as the IPv4 address 0.0.17.214. The error is a timeout or a refused connection, for an
# address that does not appear in the configuration.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sqs@3.1164.0
cat > run.cjs <<'JS'
const http = require("node:http");
const { ListQueuesCommand, SQSClient } = require("@aws-sdk/client-sqs");

// Nothing is sent: what the SDK asks Node.js for is enough.
http.request = ({ host, port, headers }) => {
  throw new Error(`plain HTTP, host ${host}, port ${port ?? "of HTTP"}, ${headers.authorization ? "signed" : "unsigned"}`);
};
const client = new SQSClient({ region: "us-east-1", credentials: { accessKeyId: "id", secretAccessKey: "secret" }, maxAttempts: 1 });
client.send(new ListQueuesCommand({})).catch((error) => console.log(error.message));
JS
observe() {
  for endpoint in http://localhost:4566 localhost:4566; do
    printf '%s: ' "$endpoint"
    AWS_ENDPOINT_URL=$endpoint node run.cjs 2>/dev/null
  done
}
printed=$(observe)
echo "$printed"
[ "$printed" = "http://localhost:4566: plain HTTP, host localhost, port 4566, signed
localhost:4566: plain HTTP, host 4566, port of HTTP, signed" ]

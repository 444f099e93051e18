#!/usr/bin/env bash
# Which session token LanceDB signs with keys that are passed in code.
#
# Guess: `awsSessionToken` of `storageOptions`, or none. That of the environment was not expected.
# Found (@lancedb/lancedb 0.39.0): without `awsSessionToken`, it adds `AWS_SESSION_TOKEN` of the environment to the keys, to which it does not
# belong, so that S3 refuses them. It runs `credential_process` of a profile.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @lancedb/lancedb@0.39.0 apache-arrow@18.1.0
cat > list.mjs <<'JS'
import { connect } from "@lancedb/lancedb";

const storageOptions = { endpoint: process.env.HOST, region: "us-east-1", allowHttp: "true", ...JSON.parse(process.env.OPTIONS) };
await (await connect("s3://bucket/folder", { storageOptions })).tableNames();
process.exit();
JS
cat > run.mjs <<'JS'
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";

const list = '<?xml version="1.0"?><ListBucketResult><Name>bucket</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>';
const seen = new Set();
const server = createServer(({ headers }, response) => {
  seen.add(`${/Credential=(\w+)/.exec(headers.authorization)[1]} with token ${headers["x-amz-security-token"]}`);
  response.writeHead(200, { "content-type": "application/xml" }).end(list);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
mkdirSync(".aws");
const output = { Version: 1, AccessKeyId: "PROCESS", SecretAccessKey: "secret", SessionToken: "process" };
writeFileSync("output.json", JSON.stringify(output));
writeFileSync(".aws/config", `[profile process]\nregion = us-east-1\ncredential_process = cat ${process.cwd()}/output.json\n`);
const environment = { AWS_ACCESS_KEY_ID: "ENVIRONMENT", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "environment" };
const keys = { awsAccessKeyId: "CODE", awsSecretAccessKey: "secret" };
for (const [title, options, env] of [
  ["environment", {}, environment],
  ["keys in code", keys, {}],
  ["keys in code, token in the environment", keys, environment],
  ["keys and token in code", { ...keys, awsSessionToken: "code" }, environment],
  ["profile", {}, { AWS_PROFILE: "process" }],
]) {
  seen.clear();
  const { PATH } = process.env;
  const host = `http://127.0.0.1:${server.address().port}`;
  const all = { PATH, HOME: process.cwd(), AWS_EC2_METADATA_DISABLED: "true", HOST: host, OPTIONS: JSON.stringify(options), ...env };
  const errors = await new Promise((resolve) => execFile("node", ["list.mjs"], { env: all, timeout: 60_000 }, (_, __, text) => resolve(text)));
  console.log(`${title}: ${[...seen].join(", ") || errors}`);
}
process.exit();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "environment: ENVIRONMENT with token environment
keys in code: CODE with token undefined
keys in code, token in the environment: CODE with token environment
keys and token in code: CODE with token code
profile: PROCESS with token process" ]

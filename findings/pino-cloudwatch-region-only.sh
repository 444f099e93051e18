#!/usr/bin/env bash
# What a transport of pino for CloudWatch does if only the Region is passed to it, and if the credentials fail once.
#
# Guess: it ends if the provider fails once. That the Region alone makes it ignore the environment was not guessed.
# Found (@apalchys/pino-cloudwatch 0.9.0): with `--aws_region` and without keys, it passes two keys that are undefined, and ends with an error
# before the first line. Without the option, it uses the environment or a profile. There is no option for a session token.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @apalchys/pino-cloudwatch@0.9.0 @aws-sdk/client-cloudwatch-logs@3.1164.0
cat > run.mjs <<'JS'
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";

const written = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (data) => { body += data; });
  request.on("end", () => {
    const { logEvents = [] } = JSON.parse(body || "{}");
    written.push(...logEvents.map(({ message }) => JSON.parse(message).msg));
    const result = { nextSequenceToken: "1", logStreams: [{ logStreamName: "stream", uploadSequenceToken: "0" }] };
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(result));
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const until = async (done) => {
  for (let wait = 0; !done() && wait < 100; wait += 1) await new Promise((resolve) => setTimeout(resolve, 100));
};
writeFileSync("login.sh", `[ -e failing ] && exit 1
echo '{ "Version": 1, "AccessKeyId": "KEY", "SecretAccessKey": "secret", "Expiration": "'$(date -u -d "+3 seconds" +%FT%TZ)'" }'
`);
writeFileSync("config", `[default]\nregion = us-east-1\ncredential_process = sh ${process.cwd()}/login.sh\n`);

async function log(title, options, variables, { fails } = {}) {
  written.length = 0;
  const { PATH } = process.env;
  const endpoint = `http://127.0.0.1:${server.address().port}`;
  const env = { PATH, HOME: process.cwd(), AWS_ENDPOINT_URL: endpoint, AWS_EC2_METADATA_DISABLED: "true", ...variables };
  const command = ["node_modules/@apalchys/pino-cloudwatch/bin/pino-cloudwatch.js", "--group", "group", "--stream", "stream", "--interval", "100"];
  const transport = spawn("node", [...command, ...options], { env, stdio: ["pipe", "ignore", "pipe"] });
  let ended;
  let errors = "";
  transport.stdin.on("error", () => {});
  transport.stderr.on("data", (data) => { errors += data; });
  transport.on("close", (code) => { ended = `ends with ${code}: ${/Error: (.*)/.exec(errors)?.[1]}`; });
  transport.stdin.write('{"msg":"one"}\n');
  await until(() => written.includes("one") || ended);
  if (fails) {
    writeFileSync("failing", "");
    await new Promise((resolve) => setTimeout(resolve, 4_000)); // the credentials have expired
  }
  transport.stdin.write('{"msg":"two"}\n');
  await until(() => written.includes("two") || ended);
  console.log(`${title}: wrote ${written.join(", ") || "nothing"}; ${ended ?? "runs"}`);
  transport.kill();
}
const keys = { AWS_ACCESS_KEY_ID: "KEY", AWS_SECRET_ACCESS_KEY: "secret" };
await log("environment", [], { ...keys, AWS_REGION: "us-east-1" });
await log("environment, and --aws_region", ["--aws_region", "us-east-1"], keys);
await log("credentials that fail once", [], { AWS_CONFIG_FILE: "config" }, { fails: true });
process.exit();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "environment: wrote one, two; runs
environment, and --aws_region: wrote nothing; ends with 1: Resolved credential object is not valid
credentials that fail once: wrote one; ends with 1: Could not load credentials from any providers" ]

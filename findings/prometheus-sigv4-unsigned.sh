#!/usr/bin/env bash
# How Prometheus of Debian 12 signs `remote_write` with `sigv4`. Needs prometheus 2.42 of Debian 12.
#
# Guess: with the keys and the token of the environment, or of a profile.
# Found (2.42.0+ds-5+deb12u1): it loads the credentials, fails to start if there are none, and then sends each request without a signature.
set -euo pipefail
[[ "$(prometheus --version 2>&1)" == "prometheus, version 2.42.0+ds"* ]] || { echo "needs prometheus 2.42 of Debian 12"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.mjs <<'JS'
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";

/** The headers of the first request that Prometheus writes, or why it ended. */
async function firstWrite(env) {
  let prometheus;
  const headers = await new Promise((resolve) => {
    const server = createServer((request, response) => {
      request.resume();
      response.end();
      if (request.method === "POST") resolve(request.headers);
    });
    server.listen(0, "127.0.0.1", () => {
      const host = `127.0.0.1:${server.address().port}`;
      writeFileSync("config.yml", `
global: { scrape_interval: 1s }
scrape_configs: [{ job_name: server, static_configs: [{ targets: ["${host}"] }] }]
remote_write: [{ url: "http://${host}/write", sigv4: { region: us-east-1 } }]
`);
      const options = ["--config.file=config.yml", "--storage.tsdb.path=data", "--web.listen-address=127.0.0.1:0"];
      prometheus = spawn("prometheus", options, { env: { PATH: process.env.PATH, HOME: process.cwd(), AWS_EC2_METADATA_DISABLED: "true", ...env } });
      let log = "";
      prometheus.stderr.on("data", (data) => { log += data; });
      prometheus.on("exit", () => resolve({ ended: /could not get SigV4 credentials/.test(log) ? "could not get SigV4 credentials" : log }));
    });
  });
  prometheus.kill();
  return headers;
}
const { ended } = await firstWrite({});
console.log(`without credentials: ${ended}`);
const headers = await firstWrite({ AWS_ACCESS_KEY_ID: "KEY", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "token" });
console.log(`with credentials: ${headers["content-type"]}, authorization ${headers.authorization}, token ${headers["x-amz-security-token"]}`);
process.exit();
JS
printed=$(timeout 120 node run.mjs)
echo "$printed"
[ "$printed" = "without credentials: could not get SigV4 credentials
with credentials: application/x-protobuf, authorization undefined, token undefined" ]

#!/usr/bin/env bash
# Whether the time limits of AWS SDK v3's handler for Node.js end a call to a server that accepts the connection and then says nothing.
#
# Guess: `requestTimeout` does in any case; `connectionTimeout` does while TLS is not established.
# Found (@aws-sdk/client-sts 3.1164.0): neither does. `requestTimeout` prints a warning, and the call goes on without an end, unless
# `throwOnRequestTimeout` is set; `connectionTimeout` counts until TCP is connected, which a stuck load balancer still does.
# `socketTimeout` ends both calls.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws-sdk/client-sts@3.1164.0
cat > run.cjs <<'JS'
const { GetCallerIdentityCommand, STSClient } = require("@aws-sdk/client-sts");
const silent = require("node:net").createServer((socket) => socket.resume().on("error", () => {}));

silent.listen(0, "127.0.0.1", async () => {
  const call = async (scheme, limits) => {
    const client = new STSClient({
      region: "us-east-1", credentials: { accessKeyId: "id", secretAccessKey: "secret" }, maxAttempts: 1,
      endpoint: `${scheme}://127.0.0.1:${silent.address().port}`, requestHandler: limits,
    });
    const ended = client.send(new GetCallerIdentityCommand({})).catch((error) => error.name);
    const late = new Promise((resolve) => setTimeout(resolve, 5000, "still waiting after 5 s"));
    console.log(`${scheme}, ${JSON.stringify(limits)}: ${await Promise.race([ended, late])}`);
  };
  await call("http", { requestTimeout: 300 });
  await call("http", { requestTimeout: 300, throwOnRequestTimeout: true });
  await call("http", { socketTimeout: 300 });
  await call("https", { connectionTimeout: 300 });
  await call("https", { socketTimeout: 300 });
  process.exit();
});
JS
printed=$(node run.cjs 2>/dev/null)
echo "$printed"
[ "$printed" = 'http, {"requestTimeout":300}: still waiting after 5 s
http, {"requestTimeout":300,"throwOnRequestTimeout":true}: TimeoutError
http, {"socketTimeout":300}: TimeoutError
https, {"connectionTimeout":300}: still waiting after 5 s
https, {"socketTimeout":300}: TimeoutError' ]

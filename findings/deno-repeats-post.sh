#!/usr/bin/env bash
# A POST over a kept connection that the server closes after it has read the request, without a response.
#
# Guess (RFC 9110, section 9.2.2, and what Node.js and Bun do): the call rejects, because a POST is not idempotent and the
# server may have done the work.
# Found: `fetch` of Deno 2.9.6 sends the POST again over a new connection, and the caller sees only the second response.
# `fetch` of Node.js and Bun 1.4.5 rejects. A server that an application calls from Deno may therefore receive an operation
# such as "create" twice, although the application made one call and has retries turned off.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @deno/linux-x64-glibc@2.9.6 @oven/bun-linux-x64-baseline@1.4.5
cat > server.cjs <<'JS'
let requests = 0;
const server = require("node:http").createServer((request, response) => {
  request.resume().on("end", () => (++requests === 2 ? request.socket.destroy() : response.end(`response ${requests}`)));
});
server.listen(0, "127.0.0.1", () => require("node:fs").writeFileSync("port", String(server.address().port)));
JS
cat > client.mjs <<'JS'
const post = () =>
  fetch(`http://127.0.0.1:${PORT}/`, { method: "POST", body: "x" }).then((response) => response.text(), () => "rejected");
console.log(`${await post()}, ${(await new Promise((resolve) => setTimeout(resolve, 200)), await post())}`);
JS
# expect TEXT COMMAND…: the results of the client's two calls.
expect() {
  local wanted=$1 printed
  shift
  rm -f port
  node server.cjs & server=$!
  until [ -s port ]; do sleep 0.1; done
  sed "s/PORT/$(cat port)/" client.mjs > run.mjs
  printed=$("$@" run.mjs)
  kill "$server"
  echo "$1: $printed"
  [ "$printed" = "$wanted" ]
}

expect "response 1, rejected" node
expect "response 1, rejected" node_modules/@oven/bun-linux-x64-baseline/bin/bun
expect "response 1, response 3" node_modules/@deno/linux-x64-glibc/deno run --allow-net

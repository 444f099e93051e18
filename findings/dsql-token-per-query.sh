#!/usr/bin/env bash
# How often the connector of Amazon Aurora DSQL for `pg` calls a credential provider.
#
# Guess: once for each connection, because the token that it makes is only needed to connect.
# Found: @aws/aurora-dsql-node-postgres-connector 0.1.9 makes a token for each query of a pool, also if it uses an open connection. If
# the provider fails, so does the query, although the connection works. A provider without a cache sends a request for each query.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @aws/aurora-dsql-node-postgres-connector@0.1.9 @aws-sdk/dsql-signer@3.1142.0 \
  @aws-sdk/credential-providers@3.1164.0 pg@8.23.1
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost 2> /dev/null
cat > run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { TLSSocket } from "node:tls";
import { AuroraDSQLPool } from "@aws/aurora-dsql-node-postgres-connector";

/** A message of the protocol of PostgreSQL: type, length, body. */
const message = (type, body) => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const ready = message("Z", Buffer.from("I"));
const responses = {
  startup: message("R", Buffer.from([0, 0, 0, 3])), // send the password
  p: Buffer.concat([message("R", Buffer.alloc(4)), ready]),
  Q: Buffer.concat([message("C", Buffer.from("SELECT 0\0")), ready]),
};

let connections = 0;
const server = createServer((plain) => {
  plain.once("data", () => {
    connections += 1;
    plain.write("S"); // TLS is supported
    const socket = new TLSSocket(plain, { isServer: true, key: readFileSync("key.pem"), cert: readFileSync("cert.pem") });
    socket.once("data", () => {
      socket.write(responses.startup);
      socket.on("data", (data) => socket.write(responses[String.fromCharCode(data[0])]));
    });
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

let calls = 0;
let fails = false;
const pool = new AuroraDSQLPool({
  host: "127.0.0.1",
  port: server.address().port,
  region: "us-east-1",
  max: 1,
  ssl: { rejectUnauthorized: false },
  customCredentialsProvider: async () => {
    calls += 1;
    if (fails) {
      throw new Error("no credentials now");
    }
    return { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" };
  },
});
for (let query = 0; query < 5; query += 1) {
  await pool.query("SELECT 1");
}
console.log(`five queries: ${connections} connection, ${calls} calls of the provider`);
fails = true;
console.log(`a query after the provider has failed: ${await pool.query("SELECT 1").then(() => "succeeds", ({ message }) => message)}`);
process.exit();
JS
printed=$(node run.mjs)
echo "$printed"
grep -qx "five queries: 1 connection, 5 calls of the provider" <<< "$printed"
grep -q "^a query after the provider has failed: .*no credentials now" <<< "$printed"

#!/usr/bin/env bash
# What clients of databases do with a function that returns a token of IAM as the password.
#
# Guess: pg and postgres call it for each connection, knex once; if it rejects, pg rejects, and a query of postgres never settles.
# ioredis does not call it, and sends its text.
# Found (pg 8.23.1, postgres 3.4.9, knex 3.3.0, ioredis 5.11.1): so it is, except that knex calls it for each of the first connections if they
# are opened at the same time. Without `expirationChecker`, it uses that token for as long as the process lives.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts pg@8.23.1 postgres@3.4.9 knex@3.3.0 ioredis@5.11.1
cat > servers.mjs <<'JS'
import { createServer } from "node:net";

const listen = async (serve) => {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    serve(socket);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const drop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
  };
  return { port: server.address().port, drop };
};

/** A message of the protocol of PostgreSQL: type, length, body. */
const message = (type, ...bytes) => {
  const body = Buffer.concat(bytes);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const ready = message("Z", Buffer.from("I"));
const version = [
  message("T", Buffer.from([0, 1]), Buffer.from("version\0"), Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0])),
  message("D", Buffer.from([0, 1, 0, 0, 0, 15]), Buffer.from("PostgreSQL 16.0")),
  message("C", Buffer.from("SELECT 1\0")),
  ready,
];
const replies = {
  p: [message("R", Buffer.alloc(4)), message("K", Buffer.alloc(8)), ready],
  Q: [message("C", Buffer.from("SELECT 0\0")), ready],
  P: [message("1")],
  B: [message("2")],
  D: [message("t", Buffer.alloc(2)), message("n")],
  E: [message("C", Buffer.from("SELECT 0\0"))],
  S: [ready],
};

/** Accepts any password, and has no rows. */
export const postgresServer = (passwords) => listen((socket) => {
  let data = Buffer.alloc(0);
  let started = false;
  socket.on("data", (chunk) => {
    data = Buffer.concat([data, chunk]);
    for (;;) {
      const start = started ? 1 : 0;
      if (data.length < start + 4 || data.length < start + data.readInt32BE(start)) return;
      const end = start + data.readInt32BE(start);
      const type = started ? String.fromCharCode(data[0]) : "startup";
      const body = data.subarray(start + 4, end).toString();
      data = data.subarray(end);
      if (type === "startup") {
        started = true;
        socket.write(message("R", Buffer.from([0, 0, 0, 3]))); // send the password
        continue;
      }
      if (type === "p") passwords.push(body.replace("\0", ""));
      for (const reply of /select version/i.test(body) ? version : (replies[type] ?? [])) socket.write(reply);
    }
  });
});

/** Accepts any password, and responds with OK. */
export const redisServer = (passwords) => listen((socket) => {
  socket.on("data", (data) => {
    const words = data.toString().split("\r\n").filter((word) => word && !/^[*$]\d/.test(word));
    const auth = words.findIndex((word) => word.toUpperCase() === "AUTH");
    if (auth >= 0) passwords.push(words[auth + 1]);
    socket.write("+OK\r\n".repeat(data.toString().match(/^\*\d+\r$/gm).length));
  });
});
JS
cat > run.mjs <<'JS'
import Redis from "ioredis";
import knex from "knex";
import pg from "pg";
import postgres from "postgres";
import { postgresServer, redisServer } from "./servers.mjs";

const passwords = [];
const server = await postgresServer(passwords);
/** A function that returns another token with each call, until it fails. */
const createSource = () => {
  const source = { calls: 0, fails: false };
  source.token = async () => {
    source.calls += 1;
    if (source.fails) throw new Error("no credentials");
    return `token${source.calls}`;
  };
  passwords.length = 0;
  return source;
};
let unhandled = 0;
process.on("unhandledRejection", () => { unhandled += 1; });
const never = () => new Promise((resolve) => setTimeout(resolve, 5_000, "never settles"));
const outcome = (promise) => Promise.race([promise.then(() => "succeeds", ({ message }) => `rejects: ${message}`), never()]);
const options = { host: "127.0.0.1", port: server.port, user: "user", database: "database" };

for (const [name, connect] of [
  ["pg", (password) => {
    const pool = new pg.Pool({ ...options, password, max: 3 });
    pool.on("error", () => {});
    return () => pool.query("SELECT 1");
  }],
  ["postgres", (password) => {
    const sql = postgres({ ...options, password, max: 3, fetch_types: false });
    return () => sql`SELECT 1`.then();
  }],
]) {
  const source = createSource();
  const query = connect(source.token);
  await Promise.all([query(), query(), query()]);
  console.log(`${name}: ${source.calls} calls for ${passwords.length} connections`);
  await server.drop();
  source.fails = true;
  console.log(`${name}, function fails: the query ${await outcome(query())}, unhandled rejections: ${unhandled}`);
}

const source = createSource();
const connection = async () => ({ ...options, password: await source.token() });
const db = knex({ client: "pg", connection, pool: { min: 0, max: 3 }, log: { warn() {} } });
await Promise.all([db.raw("SELECT 1"), db.raw("SELECT 1"), db.raw("SELECT 1")]);
console.log(`knex, three at a time: ${source.calls} calls, passwords ${passwords}`);
await server.drop();
await db.raw("SELECT 1");
console.log(`knex, later: ${source.calls} calls, password ${passwords.at(-1)}`);

passwords.length = 0;
const redis = new Redis({ host: "127.0.0.1", port: (await redisServer(passwords)).port, password: () => "token", enableReadyCheck: false });
await redis.get("key");
console.log(`ioredis: password ${passwords}`);
process.exit();
JS
printed=$(node run.mjs 2> /dev/null)
echo "$printed"
[ "$printed" = 'pg: 3 calls for 3 connections
pg, function fails: the query rejects: no credentials, unhandled rejections: 0
postgres: 3 calls for 3 connections
postgres, function fails: the query never settles, unhandled rejections: 1
knex, three at a time: 3 calls, passwords token3,token3,token3
knex, later: 3 calls, password token3
ioredis: password () => "token"' ]

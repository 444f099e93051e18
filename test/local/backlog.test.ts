import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";

/** Starts a service, and blocks the process until data has arrived. */
const BLOCKED_SERVICE = `
const { startCognitoIdentity } = require(process.argv[1]);
const { readSync, writeSync } = require("node:fs");
startCognitoIdentity().then(({ endpoint }) => {
  writeSync(1, new URL(endpoint).port);
  readSync(0, Buffer.alloc(1));
});
`;

test("connections wait while the process is busy, and all of them get a response", async () => {
  const child = spawn(process.execPath, ["-e", BLOCKED_SERVICE, resolve("dist/local/index.cjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  const [port] = await once(child.stdout, "data");
  // Node.js keeps 511 by default. The operating system sets up connections for the process as long as there is room for them.
  const sockets = await Promise.all(Array.from({ length: 800 }, () => connected(Number(port))));
  const responses = sockets.map((socket) => {
    socket.end("GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    return text(socket);
  });
  child.stdin.write("\n");
  for (const response of await Promise.all(responses)) {
    expect(response).toMatch(/^HTTP\/1\.1 \d{3} /);
  }
});

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

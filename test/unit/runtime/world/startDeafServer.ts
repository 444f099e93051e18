import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { startServer } from "./startServer.js";

/** Listens, says where, and then never turns its event loop again: nobody accepts what comes. */
const PROGRAM = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, server.address().port + "\\n");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/**
 * The URL of a server to which no connection can be made any more: its queue is full, and it is deaf. Undefined where the
 * operating system makes connections all the same.
 */
export async function startDeafServer(): Promise<string | undefined> {
  const child = spawn(process.execPath, ["-e", PROGRAM], { stdio: ["ignore", "pipe", "inherit"] });
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) {
      socket.destroy();
    }
    child.kill("SIGKILL");
  });
  const [output] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(output.toString());
  const { url: witness } = await startServer(() => undefined);
  for (let count = 0; count < 16; count++) {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    sockets.push(socket);
    let isConnected = false;
    socket.once("connect", () => {
      isConnected = true;
    });
    await connectOnce(witness);
    if (!isConnected) {
      return `http://127.0.0.1:${port}`;
    }
  }
  return undefined;
}

/**
 * Makes a connection, and gives notice of it time to arrive. One that was begun before it, on the same machine, has been made by
 * then if it is ever made.
 */
async function connectOnce(url: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
}

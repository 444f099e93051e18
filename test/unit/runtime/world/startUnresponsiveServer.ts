import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { startServer } from "./startServer.js";

/** Listens, prints its address, and then blocks its event loop, so that no connection is accepted. */
const PROGRAM = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, server.address().port + "\\n");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/**
 * The URL of a server to which no more connections can be made, because its queue is full and it accepts none. Undefined if the operating
 * system makes connections anyway.
 */
export async function startUnresponsiveServer(): Promise<string | undefined> {
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
 * Makes a connection, and waits until it is established. Earlier connections on the same machine have been established by then, if they
 * ever will be.
 */
async function connectOnce(url: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
}

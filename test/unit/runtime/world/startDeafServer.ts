import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { sleep } from "./rejectionOf.js";

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
  for (let count = 0; count < 16; count++) {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    sockets.push(socket);
    const isConnected = await Promise.race([once(socket, "connect").then(() => true), sleep(150).then(() => false)]);
    if (!isConnected) {
      return `http://127.0.0.1:${port}`;
    }
  }
  return undefined;
}

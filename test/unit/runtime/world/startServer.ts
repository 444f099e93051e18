import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface RunningServer {
  url: string;
  server: Server;
  /** All requests whose heads have arrived. */
  requests: IncomingMessage[];
  /** The number of open sockets. */
  openSockets(): number;
}

/** A real HTTP server on a free port of this machine, which ends with the test. */
export async function startServer(listener: RequestListener): Promise<RunningServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  let open = 0;
  server.on("connection", (socket) => {
    open++;
    socket.on("close", () => open--);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server, requests, openSockets: () => open };
}

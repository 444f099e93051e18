import { createServer, type RequestListener, type Server } from "node:http";
import type { Server as HttpsServer } from "node:https";
import { isIPv6 } from "node:net";
import { createTlsServer, type TlsOptions } from "./tls.js";

/** Longer than clients keep idle connections, so that none is cut at the moment it is used again. */
const KEEP_ALIVE_MS = 65_000;

export interface Listening {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * @param tls for HTTPS
 * @throws Error that names the port when it is taken.
 */
export async function listen(
  listener: RequestListener,
  host: string,
  port: number,
  tls: TlsOptions | undefined,
): Promise<Listening> {
  const options = { keepAliveTimeout: KEEP_ALIVE_MS };
  const server = tls === undefined ? createServer(options, listener) : await createTlsServer(tls, options, listener);
  // Their size is limited. A limit of their number would drop the last ones, which may be those that a check looks for.
  server.maxHeadersCount = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(listenError(cause, host, port)));
    server.listen(port, host, resolve);
  });
  let closed: Promise<void> | undefined;
  return {
    endpoint: `${tls === undefined ? "http" : "https"}://${hostOf(server, host)}`,
    close: () => {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  if (cause.code === "EADDRINUSE") {
    return new Error(`Port ${port} on ${host} is already in use. Choose another, or 0 for any free one.`, { cause });
  }
  if (cause.code === "EACCES") {
    return new Error(`Port ${port} on ${host} is not for everybody. Choose one above 1023.`, { cause });
  }
  return new Error(`Cannot listen on ${host}, port ${port}: ${cause.message}`, { cause });
}

function hostOf(server: Server | HttpsServer, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  // "All interfaces" is nowhere that a client could connect to.
  if (host === "0.0.0.0") return `127.0.0.1:${port}`;
  if (host === "::") return `[::1]:${port}`;
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

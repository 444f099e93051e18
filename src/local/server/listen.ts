import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { Server as HttpsServer, ServerOptions } from "node:https";
import { isIPv6, type Socket } from "node:net";
import { InputError } from "../base/check.js";
import { messageOf } from "../base/messageOf.js";
import type { TlsOptions } from "../base/options.js";
import { warn } from "../base/warn.js";
import { type HttpResponse, headOf, type RequestHead, readBody, sendResponse } from "./http.js";

/** Longer than clients keep idle connections, so that the service never closes one that a client is about to use. */
const KEEP_ALIVE_MS = 65_000;

/**
 * The default of Node.js, 16 KiB, is too small for a token in the URL of a request to STS, or for the cookies that the applications of
 * `localhost` share.
 */
const MOST_BYTES_OF_HEADERS = 65_536;

/**
 * The number of connections that can wait while the process is busy. The default of Node.js is 511, and further connections of a test would
 * be reset.
 */
const BACKLOG = 4_096;

export interface Listening {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Reads the body of a request, and responds. Returns `undefined` if the client has disconnected. */
export type Respond = (
  head: RequestHead,
  readBody: () => Promise<Buffer | undefined>,
) => Promise<HttpResponse | undefined>;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** For HTTPS. */
  readonly https?: TlsOptions | undefined;
  /** In milliseconds since the epoch, for `Date`. */
  readonly clock: { now(): number };
}

/** @throws Error that names the port if it is in use; InputError if the key and certificate cannot be used. */
export async function listen(respond: Respond, { host, port, https, clock }: ListenOptions): Promise<Listening> {
  const serve = async (message: IncomingMessage, target: ServerResponse): Promise<void> => {
    const response = await respond(headOf(message), () => readBody(message));
    if (response !== undefined) {
      sendResponse(target, response, clock.now());
    }
  };
  const listener: RequestListener = (message, target) =>
    void serve(message, target).catch((cause: unknown) => {
      // Even the error response could not be sent. The connection is closed, and a warning informs the user.
      warn("A response could not be sent", cause);
      target.destroy();
    });
  const options = { keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: MOST_BYTES_OF_HEADERS };
  const server =
    https === undefined ? createServer(options, listener) : await createTlsServer(https, options, listener);
  // Their size is limited. A limit on their number would drop the last headers, which a check may need.
  server.maxHeadersCount = 0;
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(listenError(cause, host, port)));
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
  let closed: Promise<void> | undefined;
  return {
    endpoint: `${https === undefined ? "http" : "https"}://${hostOf(server, host)}`,
    close: () => {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        // It leaves those whose TLS handshake is not complete, for which `close` would wait up to two minutes.
        for (const socket of sockets) {
          socket.destroy();
        }
      });
      return closed;
    },
  };
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  if (cause.code === "EADDRINUSE") {
    return new Error(`Port ${port} on ${host} is already in use. Choose another port, or 0 for any free port.`, {
      cause,
    });
  }
  if (cause.code === "EACCES") {
    return new Error(`This user is not allowed to listen on port ${port} of ${host}. Choose a port above 1023.`, {
      cause,
    });
  }
  return new Error(`Cannot listen on ${host}, port ${port}: ${cause.message}`, { cause });
}

function hostOf(server: Server | HttpsServer, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  // No client can connect to "all interfaces".
  if (host === "0.0.0.0") {
    return `127.0.0.1:${port}`;
  }
  if (host === "::") {
    return `[::1]:${port}`;
  }
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

async function createTlsServer(
  tls: TlsOptions,
  options: ServerOptions,
  listener: RequestListener,
): Promise<HttpsServer> {
  const { createServer } = await import("node:https");
  const [key, cert] = [pemOf("key", tls.key), pemOf("cert", tls.cert)];
  try {
    return createServer({ ...options, key, cert }, listener);
  } catch (cause) {
    throw new InputError({ path: ["https"], problem: `key and certificate cannot be used: ${messageOf(cause)}` }, "", {
      cause,
    });
  }
}

function pemOf(name: "key" | "cert", value: string): string {
  const path = ["https", name];
  if (!value) {
    throw new InputError({ path, problem: "is missing: HTTPS needs a private key and its certificate" }, "");
  }
  if (value.includes("-----BEGIN ")) {
    return value;
  }
  try {
    return readFileSync(value, "utf8");
  } catch (cause) {
    // Without the path, and without the error as a cause: if the value is a key in another format, they contain it.
    const [reason] = messageOf(cause).split(/, open | Received /);
    throw new InputError({ path, problem: `must be PEM or the path of a PEM file: ${reason}` }, "");
  }
}

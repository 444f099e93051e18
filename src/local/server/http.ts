import type { IncomingMessage, ServerResponse } from "node:http";
// Not the global, which test environments such as jsdom lack.
import { setImmediate } from "node:timers";
import { protocol } from "../base/choices.js";
import { ServiceFault } from "../base/ServiceFault.js";

/** A request whose body has not been read. */
export interface RequestHead {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** By lowercase name. Values of the same name are in the order in which they arrived. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly connection: Connection;
}

/** A complete request, independent of `node:http`. */
export interface HttpRequest extends RequestHead {
  readonly body: Buffer;
}

/** The part of a socket that the service uses. */
export interface Connection {
  /** The client's IP address. Absent if the client has disconnected. */
  readonly remoteAddress?: string | undefined;
  readonly destroyed: boolean;
  once(event: "close", listener: () => void): unknown;
  off(event: "close", listener: () => void): unknown;
}

/** The value of a header. Several values are joined as in HTTP. */
export const headerOf = ({ headers }: Pick<RequestHead, "headers">, name: string): string | undefined =>
  headers.get(name)?.join(",");

export function headOf({ method = "", url = "/", rawHeaders, socket }: IncomingMessage): RequestHead {
  // A client that uses the service as a proxy sends the whole URL, which servers must accept (RFC 9112, 3.2.2).
  const target = url.replace(/^https?:\/\/[^/?]*/i, "") || "/";
  const [path = "", ...query] = target.split("?");
  return { method, path, query: query.join("?"), headers: headersOf(rawHeaders), connection: socket };
}

/** A client that sends more than this does not wait for a response. */
const MOST_BYTES_READ = 16 * protocol.largestBodyBytes;

/**
 * Reads a whole body. Returns `undefined` if the connection breaks.
 *
 * @throws ServiceFault if the body is too large. The rest is read first, because a client that is still sending would not see a
 * response.
 */
export async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const sent: AsyncIterable<Buffer> = message;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of sent) {
      size += chunk.length;
      if (size <= protocol.largestBodyBytes) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
      }
      if (size > MOST_BYTES_READ) {
        message.destroy();
      }
    }
  } catch {
    return undefined;
  }
  const { code, status } = protocol.bodyTooLarge;
  if (size > protocol.largestBodyBytes) {
    throw new ServiceFault(code, "", status);
  }
  return Buffer.concat(chunks);
}

/** From the raw list: in older versions of Node.js, a header named `__proto__` breaks `headersDistinct`. */
function headersOf(rawHeaders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    const values = headers.get(name.toLowerCase());
    if (values === undefined) {
      headers.set(name.toLowerCase(), [value]);
    } else {
      values.push(value);
    }
  }
  return headers;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Absent if the response is sent completely. */
  readonly delivery?: Delivery | undefined;
  /** By how much its `Date` is wrong, in milliseconds. */
  readonly dateSkew?: number;
}

/** `cut`: the connection ends without a response. `hang`: nothing is sent. `truncate`: the connection ends in the body. */
export type Delivery = "cut" | "hang" | "truncate";

export const notFound: HttpResponse = { status: 404, headers: { "Content-Type": "text/plain" }, body: "Not Found" };

/** For clients that do not receive a response. */
export const noResponse: HttpResponse = { status: 0, headers: {}, body: "", delivery: "cut" };

/** @param now the time of the service in milliseconds since the epoch, for `Date`, by which clients correct their clocks */
export function sendResponse(target: ServerResponse, response: HttpResponse, now: number): void {
  if (response.delivery !== undefined) {
    deliveries[response.delivery](target, response, now);
    return;
  }
  const body = Buffer.from(response.body);
  writeHead(target, response, now, body.length);
  target.end(body);
}

const deliveries: Readonly<Record<Delivery, typeof sendResponse>> = {
  cut: (target) => target.destroy(),
  // The connection stays open until the client disconnects or the service is closed.
  hang: () => {},
  truncate: (target, response, now) => {
    const body = Buffer.from(response.body);
    // An empty body must also be incomplete.
    writeHead(target, response, now, body.length + 1);
    target.flushHeaders();
    target.write(body.subarray(0, body.length / 2));
    // Delayed, because Node.js sends nothing before the end of this turn of the event loop.
    setImmediate(() => target.socket?.destroySoon());
  },
};

function writeHead(
  target: ServerResponse,
  { status, headers, dateSkew = 0 }: HttpResponse,
  now: number,
  contentLength: number,
): void {
  target.writeHead(status, {
    Date: new Date(now + dateSkew).toUTCString(),
    ...headers,
    "Content-Length": String(contentLength),
  });
}

/** A kind of request that the service responds to. The first route in the list that matches a request responds to it. */
export interface Route<Context> {
  /** Decided before the body has been read. */
  readonly match: (head: RequestHead, context: Context) => boolean;
  readonly answer: (request: HttpRequest, context: Context) => HttpResponse | Promise<HttpResponse>;
  /** Whether it is only for the service's own pages: its responses have no CORS headers. */
  readonly isPrivate?: true;
}

export const isRead = ({ method }: RequestHead): boolean => method === "GET" || method === "HEAD";

import type { IncomingMessage } from "node:http";
import { protocol } from "../base/choices.js";
import { ServiceFault } from "../base/ServiceFault.js";
import type { HttpRequest } from "./request.js";

/** Somebody who goes on sending for so long does not wait for an answer. */
const PATIENCE_BYTES = 16 * protocol.largestBodyBytes;

/**
 * Reads a request to its end; gives nothing when the connection broke before.
 *
 * @throws ServiceFault when the body is too large
 */
export async function readRequest(message: IncomingMessage): Promise<HttpRequest | undefined> {
  const body = await readBody(message);
  if (body === undefined) return undefined;
  return {
    ...targetOf(message),
    headers: headersOf(message),
    body,
    connection: message.socket,
  };
}

/** Known before the body is. */
export function targetOf({ method = "", url = "/" }: IncomingMessage): Pick<HttpRequest, "method" | "path" | "query"> {
  // A client that takes us for a proxy sends the whole URL; servers must accept that (RFC 9112, 3.2.2).
  const target = url.replace(/^https?:\/\/[^/?]*/i, "") || "/";
  const [path = "", ...query] = target.split("?");
  return { method, path, query: query.join("?") };
}

/** What is over the limit is read and thrown away: a client that is still sending would not see an answer. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= protocol.largestBodyBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > PATIENCE_BYTES) message.destroy();
    }
  } catch {
    return undefined;
  }
  const { code, status } = protocol.bodyTooLarge;
  if (size > protocol.largestBodyBytes) throw new ServiceFault(code, "", status);
  return Buffer.concat(chunks);
}

/** From the list as it came: on older Nodes a header that is called `__proto__` breaks `headersDistinct`. */
function headersOf({ rawHeaders }: IncomingMessage): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    const values = headers.get(name.toLowerCase());
    if (values === undefined) headers.set(name.toLowerCase(), [value]);
    else values.push(value);
  }
  return headers;
}

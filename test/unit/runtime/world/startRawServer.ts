import { createServer } from "node:net";
import { onTestFinished } from "vitest";

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** The exact bytes of the response, after which the connection is closed. */
  raw?: string;
}

/** A server that sends the same bytes in response to any request, and ends with the test. */
export async function startRawServer(answer: Answer): Promise<{ endpoint: string }> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(bytesOf(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { endpoint: `http://127.0.0.1:${(server.address() as { port: number }).port}` };
}

function bytesOf({ status = 200, headers = {}, body = "", raw }: Answer): Buffer {
  if (raw !== undefined) {
    return Buffer.from(raw);
  }
  const all = { "content-type": "application/x-amz-json-1.1", "content-length": Buffer.byteLength(body), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status} Any\r\n${lines.join("")}connection: close\r\n\r\n${body}`);
}

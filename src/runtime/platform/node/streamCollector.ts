import type { Readable } from "node:stream";
import type { StreamCollector } from "@smithy/types";

/**
 * Reads a response body to its end: a Node.js stream, or what `fetch` gives.
 *
 * By events: to iterate over a Node.js stream costs some 5 µs more.
 */
export const streamCollector: StreamCollector = (stream: unknown) =>
  isNodeStream(stream) ? collect(stream) : collectChunks(isBlob(stream) ? stream.stream() : stream);

function collect(stream: Readable): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer | string) => chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk));
    stream.once("end", () => resolve(joined(chunks)));
    stream.once("error", reject);
    stream.once("close", () => {
      // A stream that was destroyed without an error never ends.
      if (!stream.readableEnded) {
        reject(new Error("The response body was closed before its end."));
      }
    });
  });
}

async function collectChunks(stream: unknown): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
    chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  }
  return joined(chunks);
}

function joined(chunks: Uint8Array[]): Uint8Array {
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

function isNodeStream(value: unknown): value is Readable {
  return typeof (value as Partial<Readable> | null)?.on === "function";
}

function isBlob(value: unknown): value is Blob {
  return typeof Blob === "function" && value instanceof Blob;
}

import type { StreamCollector } from "@smithy/types";

/** Reads a response body to its end: a Node.js stream, or what `fetch` gives. */
export const streamCollector: StreamCollector = async (stream: unknown) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of isBlob(stream) ? stream.stream() : (stream as AsyncIterable<Uint8Array | string>)) {
    chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
};

function isBlob(value: unknown): value is Blob {
  return typeof Blob === "function" && value instanceof Blob;
}

import type { StreamCollector } from "@smithy/types";
import { MAX_RESPONSE_SIZE, responseTooLarge } from "../limits.js";

/** Reads a response body to its end, for request handlers that leave that to the client. */
export const streamCollector: StreamCollector = async (body: ReadableStream<Uint8Array> | Blob) => {
  const bytes =
    "getReader" in body
      ? await bytesOf(body, MAX_RESPONSE_SIZE)
      : new Uint8Array(await new Response(body).arrayBuffer());
  if (bytes === undefined) {
    throw responseTooLarge(MAX_RESPONSE_SIZE);
  }
  return bytes;
};

/** The bytes of a stream; undefined when there are more than `limit`, unless that is 0. */
export async function bytesOf(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      const bytes = new Uint8Array(size);
      let position = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, position);
        position += chunk.length;
      }
      return bytes;
    }
    size += value.length;
    if (limit && size > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
}

import type { StreamCollector } from "@smithy/types";

/** Reads a response body to its end, for request handlers that leave that to the client. */
export const streamCollector: StreamCollector = async (stream: unknown) =>
  new Uint8Array(await new Response(stream as ReadableStream | Blob).arrayBuffer());

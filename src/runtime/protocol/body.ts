import type { Encoder, StreamCollector } from "@smithy/types";

/** How to come by the bytes of a response and to read them as text. */
export interface BodyConfig {
  streamCollector: StreamCollector;
  utf8Encoder: Encoder;
}

/** The body of a response as text, whichever form the request handler gave it. */
export async function readBody(body: unknown, config: BodyConfig | undefined): Promise<string> {
  if (body == null || typeof body === "string") {
    return body ?? "";
  }
  if (config === undefined) {
    throw new Error(
      "The protocol has no stream collector: call `setSerdeContext` with the client's configuration first.",
    );
  }
  return config.utf8Encoder(body instanceof Uint8Array ? body : await config.streamCollector(body));
}

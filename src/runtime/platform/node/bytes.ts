import type { Decoder, Encoder } from "@smithy/types";

/** How bytes become text and back; named from the bytes' side, as Smithy does. */
export const codecs: Record<"base64Decoder" | "utf8Decoder", Decoder> &
  Record<"base64Encoder" | "utf8Encoder", Encoder> = {
  base64Decoder: (text) => Buffer.from(text, "base64"),
  base64Encoder: (bytes) => Buffer.from(bytes as Uint8Array).toString("base64"),
  utf8Decoder: (text) => Buffer.from(text, "utf8"),
  utf8Encoder,
};

export function utf8Encoder(bytes: Uint8Array | string): string {
  return typeof bytes === "string" ? bytes : bufferOf(bytes).toString("utf8");
}

/** The length of a request body in bytes; undefined when it can't be told beforehand. */
export function bodyLengthOf(body: unknown): number | undefined {
  if (typeof body === "string") {
    return Buffer.byteLength(body);
  }
  const { byteLength, size } = Object(body) as { byteLength?: unknown; size?: unknown };
  return [byteLength, size].find((length) => typeof length === "number") as number | undefined;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

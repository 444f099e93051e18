import type { Decoder, Encoder } from "@smithy/types";
import { fromBase64, toBase64 } from "../../protocol/base64.js";

/** Conversions between bytes and text. As in Smithy, the names are from the point of view of the bytes. */
export const codecs: Record<"base64Decoder" | "utf8Decoder", Decoder> &
  Record<"base64Encoder" | "utf8Encoder", Encoder> = {
  base64Decoder: fromBase64,
  base64Encoder: toBase64,
  utf8Decoder,
  utf8Encoder,
};

export function utf8Decoder(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function utf8Encoder(bytes: Uint8Array | string): string {
  return typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes);
}

/** The length of a request body in bytes; undefined if it isn't known in advance. */
export function bodyLengthOf(body: unknown): number | undefined {
  if (typeof body === "string") {
    return utf8LengthOf(body);
  }
  const { byteLength, size }: Record<string, unknown> = Object(body);
  return [byteLength, size].find((length) => typeof length === "number");
}

/** Uses percent-encoding, in which a byte is three characters, because some engines of React Native have no TextEncoder. */
function utf8LengthOf(text: string): number {
  return encodeURIComponent(text).replace(/%../g, "-").length;
}

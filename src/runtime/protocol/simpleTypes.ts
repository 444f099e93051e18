import { fromBase64, toBase64 } from "./base64.js";
import type { SimpleType } from "./Codec.js";
import { json, jsonSeconds } from "./serialize.js";
import { parseEpochSeconds, parseTimestampString } from "./timestamp.js";

/** Numbers that JSON can't write come as text. */
export const numeric: SimpleType = {
  serialize: json,
  deserialize: (value) => (value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value),
};

export const epochSeconds: SimpleType = { serialize: jsonSeconds, deserialize: parseEpochSeconds };

export const dateTime: SimpleType = {
  serialize: (value) => json(value instanceof Date ? value.toISOString().replace(".000Z", "Z") : value),
  deserialize: parseTimestampString,
};

export const httpDate: SimpleType = {
  serialize: (value) => json(value instanceof Date ? value.toUTCString() : value),
  deserialize: parseTimestampString,
};

export const blob: SimpleType = {
  serialize: (value) => json(value instanceof Uint8Array || typeof value === "string" ? toBase64(value) : value),
  deserialize: (value) => (typeof value === "string" ? fromBase64(value) : value),
};

import type { SimpleType } from "../ServiceDefinition.js";
import { fromBase64, toBase64 } from "./base64.js";
import { json, jsonSeconds } from "./codec.js";

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

const NUMBER = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN)$/;

/**
 * A timestamp of awsJson1_1: seconds since 1970, with a fraction down to the millisecond, as a number or as text.
 *
 * @throws TypeError when it is neither.
 */
export function parseEpochSeconds(value: unknown): Date {
  if (typeof value === "string" && !NUMBER.test(value)) {
    throw new TypeError("Expected real number, got implicit NaN");
  }
  if (typeof value !== "number" && typeof value !== "string") {
    throw new TypeError("Epoch timestamps must be expressed as floating point numbers or their string representation");
  }
  if (!Number.isFinite(Number(value))) {
    throw new TypeError("Epoch timestamps must be valid, non-Infinite, non-NaN numerics");
  }
  // Seconds, not milliseconds: a Date made of the bare number would lie in January 1970.
  return new Date(Math.round(Number(value) * 1000));
}

/**
 * A timestamp in RFC 3339 (`date-time`) or RFC 9110 (`http-date`) form.
 *
 * @throws TypeError when it can't be read.
 */
export function parseTimestampString(value: unknown): Date {
  const date = new Date(typeof value === "string" ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) {
    throw new TypeError(`Invalid timestamp ${JSON.stringify(value)}`);
  }
  return date;
}

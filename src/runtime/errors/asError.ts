import { textOf } from "./textOf.js";

/** What a plugin or a handler threw, as an Error. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) {
    return thrown;
  }
  if (thrown instanceof Object) {
    return Object.assign(new Error(), thrown);
  }
  return new Error(typeof thrown === "string" ? thrown : `AWS SDK error wrapper for ${textOf(thrown)}`);
}

import assert from "node:assert/strict";

/** A member of an output, which the service always sends. */
export function present<Value>(value: Value | undefined): Value {
  assert.ok(value !== undefined);
  return value;
}

import type { $SchemaRef } from "@smithy/types";
import { compiler, isObject } from "../base/schema.js";
import { MASK } from "./secrets.js";

/** Copies a value for the log. */
type LogFilter = (value: unknown) => unknown;

const mask: LogFilter = (value) => (value == null ? value : MASK);

/** Copies a value by its schema: known members only, with sensitive values masked. */
export const sensitiveLogFilter: ($schema: $SchemaRef) => LogFilter = /* @__PURE__ */ compiler<unknown>({
  sensitive: mask,
  simple: () => (value) => value,
  list: (member) =>
    member === mask ? mask : copied((value) => Object.values(value).map((item) => member(item)), true),
  map: (value, _, key) =>
    key === mask || value === mask
      ? mask
      : copied((map) => Object.fromEntries(Object.entries(map).map(([name, item]) => [name, value(item)]))),
  structure: (members) =>
    copied((structure) =>
      Object.fromEntries(
        members.map(({ name, compiled }) => [name, compiled(structure[name])]).filter(([, item]) => item != null),
      ),
    ),
});

/** A value of the wrong type is masked, because its contents are unknown. */
function copied(copy: (value: Record<string, unknown>) => unknown, isList = false): LogFilter {
  return (value) => (isObject(value) && Array.isArray(value) === isList ? copy(value) : mask(value));
}

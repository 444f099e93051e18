import type { ModelShape } from "../../runtime/validation/ModelShape.js";
import { isObject } from "../base/json.js";

export const MASKED = "(masked)";

/**
 * A value of the shape, as JSON or decoded, with sensitive values masked. Members that the shape does not have are left out: they
 * may be anything.
 */
export function masked(shape: ModelShape | undefined, value: unknown): unknown {
  if (shape === undefined || value === undefined) {
    return undefined;
  }
  if (shape.sensitive) {
    return MASKED;
  }
  if (shape.type === "structure") {
    const members = isObject(value) ? value : {};
    return Object.fromEntries(
      shape.members
        .filter(({ name }) => Object.hasOwn(members, name) && members[name] !== undefined)
        .map((member) => [member.name, masked(member.shape, members[member.name])]),
    );
  }
  if (shape.type === "list") {
    return Array.isArray(value) ? value.map((element) => masked(shape.element, element)) : kindOf(value);
  }
  if (shape.type === "map") {
    const entries = value instanceof Map ? [...value] : isObject(value) ? Object.entries(value) : undefined;
    return entries === undefined
      ? kindOf(value)
      : Object.fromEntries(entries.map(([key, entry]) => [key, masked(shape.element, entry)]));
  }
  if (typeof value === "object" && value !== null) {
    return kindOf(value);
  }
  return shape.type === "timestamp" ? Number(value) / 1000 : value;
}

/** All that is shown of a value of another type than the shape's: it may be a secret in the wrong place. */
const kindOf = (value: unknown): string => `(${Array.isArray(value) ? "list" : typeof value})`;

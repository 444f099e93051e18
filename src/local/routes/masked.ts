import type { ModelShape } from "../../runtime/validation/Constraints.js";
import { isObject } from "../base/json.js";

export const MASKED = "(masked)";

/**
 * Masks sensitive values in a value of the shape, either as JSON or decoded. Members that the shape does not have are removed, because
 * they may contain anything.
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

/** Replaces a value whose type differs from the shape's, because it may be a misplaced secret. */
const kindOf = (value: unknown): string => `(${Array.isArray(value) ? "list" : typeof value})`;

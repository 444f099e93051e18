import { isObject, membersOf, shapeNamed } from "../base/model.js";

export const MASKED = "(masked)";

/**
 * A value as the shape says, as JSON or decoded, with sensitive values masked. Members that the shape does not have may be anything:
 * they are left out.
 */
export function masked(shapeName: string | undefined, value: unknown): unknown {
  if (shapeName === undefined || value === undefined) {
    return undefined;
  }
  const shape = shapeNamed(shapeName);
  if (shape.sensitive) {
    return MASKED;
  }
  if (shape.type === "structure") {
    const members = isObject(value) ? value : {};
    return Object.fromEntries(
      membersOf(shape)
        .filter(([name]) => Object.hasOwn(members, name) && members[name] !== undefined)
        .map(([name, { target }]) => [name, masked(target, members[name])]),
    );
  }
  if (shape.type === "list") {
    return Array.isArray(value) ? value.map((element) => masked(shape.member, element)) : kindOf(value);
  }
  if (shape.type === "map") {
    const entries = value instanceof Map ? [...value] : isObject(value) ? Object.entries(value) : undefined;
    return entries === undefined
      ? kindOf(value)
      : Object.fromEntries(entries.map(([key, entry]) => [key, masked(shape.value, entry)]));
  }
  if (typeof value === "object" && value !== null) {
    return kindOf(value);
  }
  return shape.type === "timestamp" ? Number(value) / 1000 : value;
}

/** All that is shown of a value of another type than the shape's: it may be a secret in the wrong place. */
const kindOf = (value: unknown): string => `(${Array.isArray(value) ? "list" : typeof value})`;

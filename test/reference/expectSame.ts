import { expect } from "vitest";
import { parityRecord } from "./parityRecord.js";

/**
 * Holds that two values are the same in all that a program can see: types, prototypes, own keys, their order, whether they
 * are enumerable, and what they hold.
 *
 * Vitest's own `toStrictEqual` asks an object for its `constructor`, which may well be a key of the answer.
 */
export function expectSame(ours: unknown, theirs: unknown, message?: string): void {
  expect(described(ours), message).toEqual(described(theirs));
  parityRecord().same++;
}

/** A value as nested lists of text, in which no key can have a meaning of its own. */
export function described(value: unknown, within: readonly unknown[] = []): unknown {
  if (typeof value === "function") {
    return ["function", value.name];
  }
  if (typeof value !== "object" || value === null) {
    return value === null ? "null" : [typeof value, textOf(value)];
  }
  const around = within.indexOf(value);
  if (around >= 0) {
    return ["the object around it", within.length - around];
  }
  const entries = Reflect.ownKeys(value).map((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key) ?? {};
    const held = "value" in property ? described(property.value, [...within, value]) : "accessor";
    return [...(property.enumerable ? [] : ["hidden"]), String(key), held];
  });
  return [kindOf(value), ...(value instanceof Date ? [value.getTime()] : []), ...entries];
}

/** `-0` is not `0`. */
function textOf(value: unknown): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function kindOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  const maker = Object(prototype).constructor as unknown;
  return prototype === null ? "no prototype" : typeof maker === "function" ? maker.name : "no class";
}

import { expect } from "vitest";
import { parityRecord } from "./parityRecord.js";

/**
 * Asserts that two values are the same in everything that a program can observe: types, prototypes, own keys with their order and
 * enumerability, and contents.
 *
 * Vitest's `toStrictEqual` reads the `constructor` of objects, which can be a key of the response.
 */
export function expectSame(ours: unknown, theirs: unknown, message?: string): void {
  expect(described(ours), message).toEqual(described(theirs));
  parityRecord().same++;
}

/** A value as nested lists of strings, in which no key has a special meaning. */
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

/** `-0` differs from `0`. */
function textOf(value: unknown): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function kindOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  const maker = Object(prototype).constructor as unknown;
  return prototype === null ? "no prototype" : typeof maker === "function" ? maker.name : "no class";
}

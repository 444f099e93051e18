import { expect, test } from "vitest";
import * as entry from "../../../../src/index.js";

/** The getters that a class inherits and replaces, such as `GetIdCommand: signer`. */
function replacedGetters(name: string, value: unknown): string[] {
  const seen = new Set<string>();
  const replaced: string[] = [];
  let prototype: object | null = typeof value === "function" ? value.prototype : null;
  for (; prototype != null && prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype)) {
    for (const [member, { get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (get !== undefined && seen.has(member)) {
        replaced.push(`${name}: ${member}`);
      }
      seen.add(member);
    }
  }
  return replaced;
}

test("no class replaces a getter of its base class, which would win in Vitest's `spy: true`", () => {
  class Base {
    get kind(): string {
      return "base";
    }
  }
  class Derived extends Base {
    override get kind(): string {
      return "derived";
    }
  }
  expect(replacedGetters("Derived", Derived)).toEqual(["Derived: kind"]);
  expect(Object.entries(entry).flatMap(([name, value]) => replacedGetters(name, value))).toEqual([]);
});

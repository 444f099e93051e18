import { expect } from "vitest";
import type { DifferenceName } from "./differences.js";
import { described } from "./expectSame.js";
import { parityRecord } from "./parityRecord.js";

/** Asserts that the two clients differ, for the reason with that name in the registry. The test asserts the behavior of each. */
export function expectDifferent(name: DifferenceName, ours: unknown, theirs: unknown): void {
  expect(
    described(ours),
    `${name} is no longer a difference: remove it from the registry and docs/differences.md`,
  ).not.toEqual(described(theirs));
  const { different } = parityRecord();
  different[name] = (different[name] ?? 0) + 1;
}

import { expect } from "vitest";
import type { DifferenceName } from "./differences.js";
import { described } from "./expectSame.js";
import { parityRecord } from "./parityRecord.js";

/** Holds that the two clients do differ, for the reason of that name in the registry; what each does is the test's to say. */
export function expectDifferent(name: DifferenceName, ours: unknown, theirs: unknown): void {
  expect(
    described(ours),
    `${name} is no difference any more: take it out of the registry and docs/differences.md`,
  ).not.toEqual(described(theirs));
  const { different } = parityRecord();
  different[name] = (different[name] ?? 0) + 1;
}

import { expect, test } from "vitest";
import * as choices from "../../../src/local/base/choices.js";
import { evidence } from "../../../src/local/evidence/all.js";

test("every choice has exactly one entry of evidence", () => {
  const names = Object.entries(choices).flatMap(([group, values]) =>
    Object.keys(values).map((name) => `${group}.${name}`),
  );
  expect(evidence.flatMap(({ values = [] }) => values).sort()).toEqual(names.sort());
});

test("all known behavior has a source", () => {
  expect(evidence.filter(({ strength, source }) => strength !== "none" && source === undefined)).toEqual([]);
});

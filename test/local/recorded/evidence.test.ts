import { expect, test } from "vitest";
import { evidence } from "../../../scripts/fidelity/all.js";
import * as choices from "../../../src/local/base/choices.js";

const entries = Object.values(evidence).flat();

test("every choice has exactly one entry of evidence", () => {
  const names = Object.entries(choices).flatMap(([group, values]) =>
    Object.keys(values).map((name) => `${group}.${name}`),
  );
  expect(entries.flatMap(({ values = [] }) => values).sort()).toEqual(names.sort());
});

test("all known behavior has a source", () => {
  const sources = entries.map(({ recorded, documented, reported, inferred, none }) => ({
    known: [recorded, documented, reported, inferred].filter((source) => source !== undefined),
    none,
  }));
  expect(sources.filter(({ known, none }) => known.length + (none === undefined ? 0 : 1) !== 1)).toEqual([]);
  expect(sources.filter(({ known }) => known.includes(""))).toEqual([]);
});

import { expect, inject, test } from "vitest";

test("the tools' own types take our client where they take the reference, without a cast", () => {
  const { reference, ours } = inject("applications");
  expect(reference.complaints).toEqual([]);
  expect(ours.complaints).toEqual([]);
});

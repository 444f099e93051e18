import { expect, test } from "vitest";
import { installedApplications } from "./installedApplications.js";

test("the tools' own types take our client where they take the reference, without a cast", async () => {
  const { reference, ours } = await installedApplications();
  expect(reference.complaints).toEqual([]);
  expect(ours.complaints).toEqual([]);
});

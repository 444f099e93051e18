import { expect, test } from "vitest";
import { installedApplications } from "./installedApplications.js";

test("the types of the tools accept this client where they accept the reference, without a cast", async () => {
  const { reference, ours } = await installedApplications();
  expect(reference.complaints).toEqual([]);
  expect(ours.complaints).toEqual([]);
});

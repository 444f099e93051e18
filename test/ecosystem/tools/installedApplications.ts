import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";
import type { Applications, Installed } from "./installApplications.js";

const POLL_MS = 50;

/** Waits until `installApplications.ts` has created the applications. */
export async function installedApplications(): Promise<Applications> {
  for (;;) {
    const text = await readFile(inject("applicationsFile"), "utf8").catch(() => undefined);
    if (text === undefined) {
      await setTimeout(POLL_MS);
      continue;
    }
    const installed = JSON.parse(text) as Installed;
    if ("error" in installed) {
      throw new Error(`The applications cannot be installed: ${installed.error}`);
    }
    return installed;
  }
}

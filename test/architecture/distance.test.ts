import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

/**
 * How many files of this package run in one warm call, which is what a newcomer has to read to follow it. The number can fall freely, and
 * rises only in a change that says why. DESIGN sets goals of 22 and 27 for the client, and 18 for the service.
 */
const BUDGETS = {
  // WatchedClient.ts checks in each call whether a tool has hooked the module loader.
  client: { public: 22, signed: 27 },
  service: { public: 18, signed: 22 },
};

const PROGRAMS = { client: "warmCallCoverage.mjs", service: "warmServiceCoverage.mjs" };
const MODULES = fileURLToPath(new URL("../../dist/es/index.js", import.meta.url));

type Kind = "public" | "signed";
type Coverage = Record<Kind, { files: string[] }>;

describe.each(["client", "service"] as const)("the distance of a warm call, in the %s,", (side) => {
  let coverage: Coverage;
  beforeAll(async () => {
    expect(existsSync(MODULES), "dist/es is missing: run `npm run build`").toBe(true);
    const program = fileURLToPath(new URL(PROGRAMS[side], import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [program], { encoding: "utf8" });
    coverage = JSON.parse(stdout) as Coverage;
  });

  test.each(["public", "signed"] as const)("for a %s operation is within its budget", (kind) => {
    const { files } = coverage[kind];
    console.info(`${side}, ${kind}: ${files.length} files`);
    expect(files.length, `These run:\n${files.join("\n")}`).toBeLessThanOrEqual(BUDGETS[side][kind]);
  });

  test("for a public operation doesn't include signing", () => {
    const files = coverage.public.files.filter((file) =>
      /sigV4|clockSkew|SignedCommand|crypto|authentication/i.test(file),
    );
    expect(files).toEqual([]);
  });
});

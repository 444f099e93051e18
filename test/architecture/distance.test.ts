import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

/**
 * How many files of ours run in one call, once everything is warm: what a newcomer reads to follow it. It falls freely,
 * and rises only in a change that says why. DESIGN aims at 22 and 27.
 */
const BUDGET = { public: 22, signed: 27 };

const PROGRAM = fileURLToPath(new URL("warmCallCoverage.mjs", import.meta.url));
const MODULES = fileURLToPath(new URL("../../dist/es/index.js", import.meta.url));

describe("the distance of one warm call", () => {
  let coverage: Record<keyof typeof BUDGET, { files: string[] }>;
  beforeAll(async () => {
    expect(existsSync(MODULES), "dist/es is missing: run `npm run build`").toBe(true);
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM], { encoding: "utf8" });
    coverage = JSON.parse(stdout) as typeof coverage;
  });

  test.each(["public", "signed"] as const)("of a %s operation stays within its budget", (kind) => {
    const { files } = coverage[kind];
    console.info(`${kind}: ${files.length} files`);
    expect(files.length, `These run:\n${files.join("\n")}`).toBeLessThanOrEqual(BUDGET[kind]);
  });

  test("of a public operation leads past no signer", () => {
    expect(coverage.public.files.filter((file) => /sigV4|clockSkew|SignedCommand|crypto/.test(file))).toEqual([]);
  });
});

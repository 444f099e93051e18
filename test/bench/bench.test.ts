import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import type { Results } from "../../scripts/bench/Figures.js";
import { publications } from "../../scripts/bench/show/publish.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bench-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a run finds every figure of each contestant, and keeps what earlier runs found of other benches", async () => {
  expect(existsSync(join(ROOT, "dist/node/index.cjs")), "dist is missing: run `npm run build`").toBe(true);
  const path = join(folder, "results.json");
  const earlier = { title: "Earlier", measured: {}, rows: [] };
  writeFileSync(path, JSON.stringify({ earlier }));

  const { stdout } = await bench("--quick", "--only", "cold", "--results", path);
  const { cold, ...others } = JSON.parse(readFileSync(path, "utf8")) as Results;

  expect(others).toEqual({ earlier });
  expect(cold?.measured).toMatchObject({ node: process.version, cores: expect.any(Number), cpu: expect.any(String) });
  const rows = Object.fromEntries((cold?.rows ?? []).map(({ id, figures }) => [id, figures]));
  const steps = ["load", "client", "public", "signed", "cpu"];
  expect(Object.keys(rows)).toEqual(
    expect.arrayContaining(["require", "import"].flatMap((how) => steps.map((step) => `${how}/${step}`))),
  );
  for (const figures of Object.values(rows)) {
    expect(Object.keys(figures)).toEqual(["ours", "reference", "floor"]);
  }
  // Each step includes those before.
  expect(rows["require/signed"]?.ours).toBeGreaterThan(rows["require/load"]?.ours ?? Infinity);
  expect(rows.files?.reference).toBeGreaterThan(rows.files?.ours ?? Infinity);
  expect(rows.network?.ours).toBe(0);
  expect(stdout).toMatch(/cold start to the first signed answer, ours \/ reference.*≤ 0\.3.*(?:yes|no)/);
});

test("a bench that does not exist is refused with the names of those that do", async () => {
  await expect(bench("--quick", "--only", "cold,warm")).rejects.toThrow(
    /No bench is named warm\. There are: cold, cpu/,
  );
});

test("the figures in README.md and docs/performance.md and the charts are those of bench/results.json", () => {
  const results = JSON.parse(readFileSync(join(ROOT, "bench/results.json"), "utf8")) as Results;
  for (const [path, text] of Object.entries(publications(results))) {
    expect(readFileSync(join(ROOT, path), "utf8"), `${path} is stale: run \`npm run bench -- --readme\``).toBe(text);
  }
});

function bench(...options: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)("npx", ["--no-install", "tsx", "scripts/bench.ts", ...options], { cwd: ROOT });
}

import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import type { Results } from "../../scripts/bench/results.js";
import { fingerprint } from "../../scripts/bench/show/chart.js";
import { charts, pages } from "../../scripts/bench/show/publish.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bench-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("measures every figure of each contestant, and keeps the earlier results of other benches", async () => {
  expect(existsSync(join(ROOT, "dist/node/index.cjs")), "dist is missing: run `npm run build`").toBe(true);
  const path = join(folder, "results.json");
  const earlier = { measured: {}, rows: {} };
  writeFileSync(path, JSON.stringify({ earlier }));

  const { stdout } = await bench("--quick", "--only", "cold", "--results", path);
  const { cold, ...others } = JSON.parse(readFileSync(path, "utf8")) as Results;

  expect(others).toEqual({ earlier });
  expect(cold?.measured).toMatchObject({ node: process.version, cores: expect.any(Number), cpu: expect.any(String) });
  const rows = Object.fromEntries(Object.entries(cold?.rows ?? {}).map(([id, { figures }]) => [id, figures]));
  const steps = ["load", "client", "public", "signed", "cpu"];
  expect(Object.keys(rows)).toEqual(
    expect.arrayContaining(["require", "import"].flatMap((how) => steps.map((step) => `${how}/${step}`))),
  );
  for (const figures of Object.values(rows)) {
    expect(Object.keys(figures)).toEqual(["ours", "reference", "floor"]);
  }
  for (const step of steps) {
    expect(rows[`require/${step}`]?.ours, step).toBeGreaterThan(0);
  }
  expect(rows.files?.reference).toBeGreaterThan(rows.files?.ours ?? Infinity);
  expect(rows.network?.ours).toBe(0);
  expect(stdout).toMatch(/cold require\/signed, ours \/ reference.*≤ 0\.38.*(?:yes|no)/);
});

test("rejects an unknown bench, and lists the known ones", async () => {
  await expect(bench("--quick", "--only", "cold,warm")).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^Unknown bench: warm\. Benches: cold, cpu/),
  });
});

describe("published results", () => {
  const results = JSON.parse(readFileSync(join(ROOT, "bench/results.json"), "utf8")) as Results;

  test.each(Object.entries(pages(results)))("%s has the figures of bench/results.json", (path, text) => {
    expect(readFileSync(join(ROOT, path), "utf8"), `${path} is stale: run \`npm run bench -- --readme\``).toBe(text);
  });

  test.each(Object.entries(charts(results)))(
    "%s shows bench/results.json, and describes it in words",
    (path, chart) => {
      const svg = readFileSync(join(ROOT, path), "utf8");
      expect(svg, `${path} is stale: run \`npm run bench -- --readme\``).toContain(fingerprint(chart));
      expect(svg).toContain(`<title>${chart.title}</title>\n<desc>${chart.description}</desc>`);
      expect(svg).not.toMatch(/<style|<script|https?:(?!\/\/www\.w3\.org\/)/);
      for (const [, figure] of chart.description.matchAll(/[:,] ([\d.]+ (?:ms|µs|kB))/g)) {
        expect(svg).toMatch(new RegExp(`<text [^>]*>${figure}\\b`));
      }
    },
  );
});

test("names an unknown option, and prints help", async () => {
  await expect(bench("--fast")).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/'--fast'.*--help/s) });
  const { stdout } = await bench("--help");
  for (const text of ["--only", "--quick", "--results", "--readme", "cold", "million"]) {
    expect(stdout).toContain(text);
  }
});

function bench(...options: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/bench.ts", ...options], { cwd: ROOT });
}

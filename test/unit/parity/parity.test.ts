import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

async function parity(area: string): Promise<{ failed: boolean; stdout: string; stderr: string }> {
  const { VITEST: _, VITEST_WORKER_ID: _id, NODE_ENV: _env, ...environment } = process.env;
  const run = promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/parity.ts", area], {
    env: { ...environment, SEED: "7" },
  });
  return run.then(
    (printed) => ({ failed: false, ...printed }),
    (error) => ({ failed: true, ...(error as { stdout: string; stderr: string }) }),
  );
}

test("The matrix counts the comparisons of each area, and where intended differences occurred", async () => {
  const { failed, stdout } = await parity("timeLimits");
  expect(stdout).toMatch(/^area +tests +comparisons +equal +intended differences +failed tests$/m);
  expect(stdout).toMatch(/^time limits +2 +2 +0 +2 +0$/m);
  expect(stdout).toMatch(/^timeLimits +2 +time limits +Calls have time limits by default/m);
  expect(stdout).toContain("SEED=7 repeats this run.");
  expect(failed).toBe(false);
});

test("An unknown area is a failure, not an empty matrix", async () => {
  const { failed, stderr } = await parity("nothingOfTheSort");
  expect(stderr).toContain("No test was found.");
  expect(failed).toBe(true);
});

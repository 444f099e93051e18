import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { neededPackages } from "../../scripts/packages/installApplication.js";
import { lockedPackages } from "../../scripts/packages/lockedPackages.js";
import { Registry } from "../../scripts/packages/Registry.js";
import budgets from "../../scripts/size/budgets.json" with { type: "json" };
import { createPool, startService, UNKNOWN_ID } from "../local/harness.js";
import { Application } from "./Application.js";
import { managers, moreManagers } from "./managers.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const OURS = "cognito-identity-client";
const REFERENCE = "@aws-sdk/client-cognito-identity";
const LEVEL = "classic-level";

// `.ci/run` and `npm run test:platforms` use all of them.
const areAllChosen = process.env.VERSIONS === "all";
const chosen = areAllChosen ? [...managers, ...moreManagers] : managers;

let registry: Registry;
beforeAll(async () => {
  // The platform tests include a newer Node.js, Bun, and Deno.
  for (const folder of areAllChosen ? ["test/installs", "test/platforms"] : ["test/installs"]) {
    execFileSync(process.execPath, ["scripts/setup.js", folder], { cwd: ROOT, stdio: "ignore" });
  }
  registry = await Registry.start([
    ...(await neededPackages({ [OURS]: "*", [REFERENCE]: "*", [LEVEL]: "*" })),
    ...(await lockedPackages("test/installs", ["classic-level1", "classic-level2"])),
  ]);
});
afterAll(() => registry?.[Symbol.asyncDispose]());

test.each(chosen)("$name installs the package without warnings, like AWS's, and the package works", async (manager) => {
  const service = await startService();
  const variables = { ENDPOINT: service.endpoint, POOL_ID: await createPool(service) };
  const application = await Application.make(manager, registry.url);
  const other = await Application.make(manager, registry.url);

  const [ours, reference] = await Promise.all([application.add(OURS), other.add(REFERENCE)]);
  expect(ours).toEqual(reference);
  expect(ours).toEqual({ status: 0, complaints: manager.complaints ?? [] });
  for (const program of ["getId.cjs", "getId.mjs"]) {
    expect(await application.run(program, variables)).toMatch(/^us-east-1:[\da-f-]{36}$/);
  }

  expect(await application.run("dataFolder.cjs", variables)).toMatch(
    /^A data folder needs .* run `npm install classic-level@3`\.$/,
  );
  const { status, complaints } = await application.add(LEVEL, ...(manager.allow ? [manager.allow(LEVEL)] : []));
  expect({ status, reportsScripts: complaints.length > 0 }).toEqual({
    status: 0,
    reportsScripts: manager.reportsScripts,
  });
  expect(await application.run("dataFolder.cjs", variables)).toBe("1 pool after a restart");
});

test.runIf(areAllChosen).each(["1", "2"])(
  "npm installs the package next to classic-level %s, and data folders report that they need version 3",
  async (version) => {
    const [npm] = managers;
    const application = await Application.make(npm, registry.url);
    expect(await application.add(`${LEVEL}@${version}`)).toMatchObject({ status: 0 });
    expect(await application.add(OURS)).toMatchObject({ status: 0 });
    expect(await application.run("dataFolder.cjs", { POOL_ID: UNKNOWN_ID })).toBe(
      "A data folder needs version 3 of the package classic-level: run `npm install classic-level@3`.",
    );
  },
);

test("a plain install adds four packages besides this one, and no install script", async () => {
  const packages = await neededPackages({ [OURS]: "*" });
  expect(packages.map(({ name }) => name).sort()).toEqual([
    "@aws/lambda-invoke-store",
    "@smithy/core",
    "@smithy/types",
    "tslib",
  ]);
  expect(packages.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
});

test("a plain install adds only packages that AWS's client also adds, and fewer bytes", async () => {
  const ours = (await neededPackages({ [OURS]: "*" })).map(({ name }) => name);
  const theirs = (await lockedPackages(".", [REFERENCE])).map(({ name }) => name);
  expect(theirs).toEqual(expect.arrayContaining(ours));
  const own = budgets.find(({ name }) => name === "packed, unpacked bytes");
  expect(Number(own?.bytes) + bytesOf(ours)).toBeLessThan(bytesOf(theirs));
});

function bytesOf(packages: readonly string[]): number {
  const files = packages.flatMap((name) =>
    readdirSync(join(ROOT, "node_modules", name), { recursive: true, withFileTypes: true }),
  );
  return files.reduce((sum, file) => sum + (file.isFile() ? statSync(join(file.parentPath, file.name)).size : 0), 0);
}

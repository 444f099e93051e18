import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { expectSame } from "../../reference/expectSame.js";
import { environment } from "../environment.js";
import { inBothApplications } from "./runProgram.js";
import { startServices, variablesOf } from "./startServices.js";

/** The part of the reports that Jest and Vitest have in common. */
interface Report {
  testResults: {
    name: string;
    message: string;
    assertionResults: { title: string; status: string; failureMessages: string[] }[];
  }[];
}

test("Vitest's mocks, and aws-sdk-client-mock with its matchers, accept this package's classes like the reference's", async () => {
  const { reference, ours } = await inBothApplications(async (folder) => {
    const world = await startServices();
    const program = fileURLToPath(new URL("../../../node_modules/vitest/vitest.mjs", import.meta.url));
    await writeFile(join(folder, "vitest.config.mjs"), `export default { test: { include: ["vitest/*.spec.ts"] } };`);
    return run(folder, [program, "run", "--root", folder, "--reporter", "json"], variablesOf(world));
  });
  expectSame(ours, reference);
  expect(ours).toHaveLength(8);
  expect(ours.filter((line) => !line.endsWith(": passed"))).toEqual([]);
});

test.each(["jest29", "jest30"])("%s runs and mocks this client without flags, like the reference", async (jest) => {
  const { reference, ours } = await inBothApplications((folder) => runJest(jest, "node", folder));
  expectSame(ours, reference);
  expect(ours).toHaveLength(9);
  expect(ours.filter((line) => !line.endsWith(": passed"))).toEqual([]);
});

test("Jest's jsdom runs and mocks this client, including AWS's default chain; it can't load the reference", async () => {
  const { reference, ours } = await inBothApplications((folder) => runJest("jest30", "jsdom", folder));
  expect(reference.filter((line) => !line.includes("TextEncoder is not defined"))).toEqual([]);
  expect(ours).toHaveLength(9);
  expect(ours.filter((line) => !line.endsWith(": passed"))).toEqual([]);
});

async function runJest(jest: string, environment: string, folder: string): Promise<string[]> {
  const world = await startServices();
  world.service.control.addFault({ operation: "GetCredentialsForIdentity", kind: "throttle", times: 1 });
  const variables = { ...variablesOf(world), ...(await developerVariables(folder, `${jest}-${environment}`)) };
  return run(folder, jestCommand(jest, environment, folder), variables);
}

/** Both versions of Jest are installed, so it is told which of the parts that it looks up in the application are its own. */
function jestCommand(jest: string, environment: string, folder: string): string[] {
  const manifest = createRequire(import.meta.url).resolve(`${jest}/package.json`);
  const own = createRequire(manifest);
  const config = {
    rootDir: join(folder, "jest"),
    testMatch: ["**/*.jest.cjs"],
    transform: {},
    testEnvironment: (environment === "node" ? own : createRequire(import.meta.url)).resolve(
      `jest-environment-${environment}`,
    ),
    // Otherwise, jsdom makes Jest load the files for browsers: ES modules, which it can't read.
    testEnvironmentOptions: environment === "node" ? {} : { customExportConditions: ["node"] },
    testRunner: own.resolve("jest-circus/runner"),
  };
  return [join(dirname(manifest), "bin/jest.js"), "--config", JSON.stringify(config), "--json"];
}

async function developerVariables(folder: string, name: string): Promise<Record<string, string>> {
  const CREDENTIALS_FILE = join(folder, `credentials-${name}`);
  await writeFile(CREDENTIALS_FILE, "[developer]\naws_access_key_id = test\naws_secret_access_key = test\n");
  return { CREDENTIALS_FILE };
}

/** The result of each test, and everything else in the report. */
async function run(folder: string, argv: string[], variables: Record<string, string>): Promise<string[]> {
  const report = join(folder, `report-${randomUUID()}.json`);
  const { stderr } = await new Promise<{ stderr: string }>((resolve) => {
    const options = { cwd: folder, env: environment(variables) };
    // Failures are in the report, and the exit code is not 0.
    execFile(process.execPath, [...argv, "--outputFile", report], options, (_, stdout, errors) =>
      resolve({ stderr: stdout + errors }),
    );
  });
  const { testResults } = JSON.parse(
    await readFile(report, "utf8").catch(() => {
      throw new Error(stderr);
    }),
  ) as Report;
  return testResults
    .flatMap(({ name, message, assertionResults }) => [
      ...assertionResults.map(({ title, status, failureMessages }) =>
        [`${relative(folder, name)}: ${title}: ${status}`, ...failureMessages].join("\n").replaceAll(folder, "."),
      ),
      ...(assertionResults.length === 0 ? [`${relative(folder, name)}: ${message}`] : []),
    ])
    .sort();
}

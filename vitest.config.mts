import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SharedProcessesLast } from "./test/SharedProcessesLast.mjs";

/** Of the random tests in test/reference. Said at the start of a run; `SEED=…` repeats one. */
const SEED = process.env.SEED ?? String(randomInt(2 ** 31));

/** Ends tests that hang. No test has a shorter limit of its own, so a busy machine does not fail any. */
const HANG_MS = 300_000;

/** Tests that run programs in two applications, which are made when one of these tests is to run, and once for all of them. */
const APPLICATION_TESTS = "test/ecosystem/tools/**/*.test.ts";

/**
 * Tests that run in this process alone: each worker runs one file after the other and imports the sources once. `npm test` spent a third
 * of its processor time on importing them for every file.
 */
const SHARED_PROCESS_TESTS = ["credentials", "functions", "local", "reference", "unit", "validation", "wire"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

/** Of those, the tests that watch or measure their process, replace modules, or run programs. */
const OWN_PROCESS_TESTS = [
  "test/credentials/browser.test.ts",
  "test/local/{check,failingOptions,logins,saml,service,sts}.test.ts",
  "test/local/command/*.test.ts",
  "test/local/console/browser.test.ts",
  "test/local/control/{faults,manyServices}.test.ts",
  "test/local/state/{crash,dataFolder,disk}.test.ts",
  "test/reference/{credentialChain,mixing,startUp,userAgent}.test.ts",
  "test/unit/parity/*.test.ts",
  "test/unit/runtime/client/abort.test.ts",
  "test/unit/runtime/errors/abortable.test.ts",
  "test/unit/runtime/platform/writtenTogether.test.ts",
];

const sharedProcess = { isolate: false, setupFiles: ["test/leaveProcessAsFound.ts"] };

const BROWSER_PLATFORM = new URL("src/credentials/platform/callers.browser.ts", import.meta.url);

export default defineConfig({
  test: {
    setupFiles: ["test/isolatedEnvironment.ts"],
    env: { SEED },
    testTimeout: HANG_MS,
    hookTimeout: HANG_MS,
    // Shorter than the limit of the test, so that the failure says what was seen last.
    expect: { poll: { timeout: HANG_MS / 2 } },
    // Two cores run two files at once. By default, Vitest leaves one core free.
    maxWorkers: "100%",
    sequence: { sequencer: SharedProcessesLast },
    projects: [
      {
        extends: true,
        test: {
          name: "package",
          include: ["test/**/*.test.ts"],
          exclude: ["**/node_modules/**", APPLICATION_TESTS, ...SHARED_PROCESS_TESTS],
          globalSetup: ["test/saySeed.ts", "test/unpackChromium.ts"],
        },
      },
      {
        extends: true,
        test: { name: "own process", include: OWN_PROCESS_TESTS, globalSetup: ["test/unpackChromium.ts"] },
      },
      {
        extends: true,
        test: {
          name: "shared process",
          include: SHARED_PROCESS_TESTS,
          exclude: ["**/node_modules/**", ...OWN_PROCESS_TESTS],
          globalSetup: ["test/saySeed.ts"],
          ...sharedProcess,
        },
      },
      {
        // What holds of the providers must hold of them with the small client that browsers and React Native get, too.
        extends: true,
        resolve: { alias: [{ find: /^\.\/platform\/callers\.js$/, replacement: fileURLToPath(BROWSER_PLATFORM) }] },
        test: {
          name: "small client",
          include: ["test/credentials/*.test.ts"],
          exclude: ["browser", "commands", "configuredSts"].map((name) => `test/credentials/${name}.test.ts`),
          ...sharedProcess,
        },
      },
      {
        extends: true,
        test: {
          name: "ecosystem",
          include: [APPLICATION_TESTS],
          globalSetup: ["test/ecosystem/tools/installApplications.ts"],
        },
      },
    ],
  },
});

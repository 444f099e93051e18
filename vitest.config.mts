import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/LongestFirst.mjs";

/** For the random tests in test/reference. Printed at the start of a run; `SEED=…` repeats a run. */
const SEED = process.env.SEED ?? String(randomInt(2 ** 31));

/** A limit for tests that hang. No test has a shorter one, so a busy machine causes no failures. */
const HANG_MS = 300_000;

/** Tests that run programs in two applications, which are created once for all of them while other tests run. */
const APPLICATION_TESTS = ["test/ecosystem/tools/**/*.test.ts"];

/** Tests that observe or measure their process, or replace modules. */
const OWN_PROCESS_TESTS = [
  "test/ecosystem/local/{hostile,hostileBodies,otherClients}.test.ts",
  "test/examples/{lambda,reactNative}.test.ts",
  "test/local/{check,failingOptions,sts}.test.ts",
  "test/local/control/faults.test.ts",
  "test/observability/*.test.ts",
  "test/reference/{mixing,userAgent}.test.ts",
  "test/unit/runtime/client/abort.test.ts",
  "test/unit/runtime/errors/abortable.test.ts",
  "test/unit/runtime/platform/writtenTogether.test.ts",
];

const NO_TESTS = ["**/node_modules/**"];

/**
 * Each worker runs its files one after the other and imports the sources once. Separate processes for each file would spend a third of the
 * CPU time on imports.
 */
const sharedProcess = { isolate: false, setupFiles: ["test/restoreProcess.ts"] };

const BROWSER_PLATFORM = new URL("src/credentials/platform/callers.browser.ts", import.meta.url);

export default defineConfig({
  test: {
    setupFiles: ["test/isolatedEnvironment.ts"],
    env: { SEED },
    // All projects and workers share the transformed files: a sixth of the CPU time. `vitest --clearCache` deletes them.
    experimental: { fsModuleCache: true },
    testTimeout: HANG_MS,
    hookTimeout: HANG_MS,
    // Shorter than the limit of the test, so that the failure message contains the last value.
    expect: { poll: { timeout: HANG_MS / 2 } },
    // One more than there are processors, because some tests mostly wait for programs and timers.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    // In the order in which they run: the longest first, so that no worker is idle at the end.
    projects: [
      {
        extends: true,
        test: { name: "own process", include: OWN_PROCESS_TESTS, globalSetup: ["test/runFolder.ts"] },
      },
      {
        extends: true,
        test: {
          name: "applications",
          include: APPLICATION_TESTS,
          globalSetup: ["test/ecosystem/tools/installApplications.ts"],
          ...sharedProcess,
        },
      },
      {
        extends: true,
        test: {
          name: "shared process",
          include: ["test/**/*.test.ts"],
          exclude: [...NO_TESTS, ...OWN_PROCESS_TESTS, ...APPLICATION_TESTS],
          globalSetup: ["test/printSeed.ts", "test/runFolder.ts", "test/unpackChromium.ts"],
          ...sharedProcess,
        },
      },
      {
        // The tests of the providers also run with the small client that browsers and React Native use.
        extends: true,
        resolve: { alias: [{ find: /^\.\/platform\/callers\.js$/, replacement: fileURLToPath(BROWSER_PLATFORM) }] },
        test: {
          name: "small client",
          include: ["test/credentials/*.test.ts"],
          // These test one of the clients, whichever the providers have.
          exclude: ["browser", "commands", "configuredSts", "publicClient"].map(
            (name) => `test/credentials/${name}.test.ts`,
          ),
          ...sharedProcess,
        },
      },
    ],
  },
});

import { randomInt } from "node:crypto";
import { defineConfig } from "vitest/config";

/** Of the random tests in test/reference. Said at the start of a run; `SEED=…` repeats one. */
const SEED = process.env.SEED ?? String(randomInt(2 ** 31));

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/saySeed.ts"],
    setupFiles: ["test/isolatedEnvironment.ts"],
    env: { SEED },
    testTimeout: 20_000,
    // A second, the default, is little on a machine that has other things to do.
    expect: { poll: { timeout: 10_000 } },
  },
});

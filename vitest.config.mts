import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/isolatedEnvironment.ts"],
    testTimeout: 20_000,
    // A second, the default, is little on a machine that has other things to do.
    expect: { poll: { timeout: 10_000 } },
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/isolatedEnvironment.ts"],
    testTimeout: 20_000,
  },
});

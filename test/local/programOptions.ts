import { fileURLToPath } from "node:url";
import type { BuildOptions } from "esbuild";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** How esbuild makes one file of a program of the local service, which starts quickly; packages beside it are found by NODE_PATH. */
export const programOptions = {
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["classic-level"],
  supported: { "dynamic-import": false },
  logLevel: "error",
  absWorkingDir: ROOT,
} satisfies BuildOptions;

import { fileURLToPath } from "node:url";
import type { BuildOptions } from "esbuild";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The esbuild options for bundling a program of the local service into one file, which starts quickly. NODE_PATH locates its packages. */
export const programOptions = {
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["classic-level"],
  supported: { "dynamic-import": false },
  logLevel: "error",
  absWorkingDir: ROOT,
} satisfies BuildOptions;

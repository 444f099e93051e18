import { mkdirSync, writeFileSync } from "node:fs";
import { build } from "tsup";

/** Unbundled ES modules for bundlers: they take what the app imports, and leave the rest. */
export async function buildModules(): Promise<void> {
  await build({
    config: false,
    silent: true,
    // The constraints are for the local service only.
    entry: ["src/index.ts", "src/generated/**/*.ts", "!src/generated/constraints.ts", "src/runtime/**/*.ts"],
    outDir: "dist/es",
    format: "esm",
    outExtension: () => ({ js: ".js" }),
    bundle: false,
    target: "es2022",
    esbuildOptions(options) {
      options.outbase = "src";
    },
  });
  mkdirSync("dist/es", { recursive: true });
  writeFileSync("dist/es/package.json", `${JSON.stringify({ type: "module", sideEffects: false })}\n`);
}

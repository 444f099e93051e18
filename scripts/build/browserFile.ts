import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Metafile } from "esbuild";
import { build } from "tsup";
import { browserFiles } from "./browserFiles.js";
import { constantsAreInlined } from "./constantsAreInlined.js";
import { withOwnNames } from "./withOwnNames.js";

const FOLDER = "dist/cdn";
const TARGET = "es2022";

/** Self-contained ES modules for `<script type="module">`: the client, and the credentials including the client. */
export async function buildBrowserFile(): Promise<string[]> {
  await build({
    config: false,
    silent: true,
    entry: {
      index: "src/index.ts",
      credentials: "src/credentials/index.ts",
      functions: "src/functions/index.ts",
      validation: "src/validation/index.ts",
    },
    outDir: FOLDER,
    format: "esm",
    outExtension: () => ({ js: ".js" }),
    platform: "browser",
    target: TARGET,
    splitting: false,
    minify: true,
    metafile: true,
    noExternal: [/./],
    esbuildPlugins: [browserFiles, constantsAreInlined(TARGET)],
    esbuildOptions(options) {
      options.legalComments = "none";
    },
  });
  const path = `${FOLDER}/metafile-esm.json`;
  const metafile = JSON.parse(readFileSync(path, "utf8")) as Metafile;
  rmSync(path);
  for (const file of Object.keys(metafile.outputs)) {
    writeFileSync(file, withOwnNames(readFileSync(file, "utf8")));
  }
  writeFileSync(`${FOLDER}/package.json`, `${JSON.stringify({ type: "module" })}\n`);
  return Object.keys(metafile.inputs);
}

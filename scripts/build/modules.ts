import { readFileSync, writeFileSync } from "node:fs";
import { build as bundle } from "esbuild";
import { build } from "tsup";
import { hashAlone } from "./hashAlone.js";

const HASH = "runtime/platform/browser/Sha256";
const TARGET = "es2022";

/** Unbundled ES modules for bundlers: they take what the app imports, and leave the rest. */
export async function buildModules(): Promise<void> {
  await build({
    config: false,
    silent: true,
    // The constraints are for the local service only.
    entry: [
      "src/index.ts",
      "src/credentials/**/*.ts",
      "src/generated/**/*.ts",
      "!src/generated/constraints.ts",
      "src/runtime/**/*.ts",
      `!src/${HASH}.ts`,
    ],
    outDir: "dist/es",
    format: "esm",
    outExtension: () => ({ js: ".js" }),
    bundle: false,
    target: TARGET,
    esbuildOptions(options) {
      options.outbase = "src";
      // The declarations have the comments. Names stay, for whoever reads a stack trace.
      options.minifySyntax = true;
      options.minifyWhitespace = true;
    },
  });
  await bundle({
    entryPoints: [`src/${HASH}.ts`],
    outfile: `dist/es/${HASH}.js`,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: TARGET,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    plugins: [hashAlone],
  });
  const manifest = { type: "module", sideEffects: false, ...replacedFiles() };
  writeFileSync("dist/es/package.json", `${JSON.stringify(manifest)}\n`);
}

/**
 * The package's `browser` and `react-native` fields once more, for the files below: webpack and Rollup look for them in the
 * nearest package.json only, esbuild in the one above, too.
 */
function replacedFiles(): Record<string, Record<string, string>> {
  const FOLDER = "./dist/es/";
  const whole = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string>>;
  return Object.fromEntries(
    ["browser", "react-native"].map((field) => [
      field,
      Object.fromEntries(
        Object.entries(whole[field] ?? {})
          .filter(([path]) => path.startsWith(FOLDER))
          .map(([path, instead]) => [path.replace(FOLDER, "./"), instead.replace(FOLDER, "./")]),
      ),
    ]),
  );
}

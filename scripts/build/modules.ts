import { readFileSync, writeFileSync } from "node:fs";
import { type BuildOptions, build as bundle, type Plugin } from "esbuild";
import { build } from "tsup";

/**
 * Both use two functions of `@smithy/core/config`. A bundle for Lambda that leaves Smithy's packages to the runtime, as the CDK
 * offers, would not start where the runtime's version has no such module.
 */
const CONFIG_READERS = ["runtime/platform/node/fromSharedConfigFiles", "runtime/platform/node/machineRegion"];
const TARGET = "es2022";

/** Unbundled ES modules for bundlers: they take what the app imports, and leave the rest. */
export async function buildModules(): Promise<void> {
  await build({
    config: false,
    silent: true,
    // All constraints are for the local service only; clients can import those of inputs.
    entry: [
      "src/index.ts",
      "src/credentials/**/*.ts",
      "src/functions/**/*.ts",
      "src/validation/**/*.ts",
      "src/generated/**/*.ts",
      "!src/generated/constraints.ts",
      "src/hints/*.ts",
      "src/runtime/**/*.ts",
      ...CONFIG_READERS.map((name) => `!src/${name}.ts`),
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
  const inlined: BuildOptions = {
    outbase: "src",
    outdir: "dist/es",
    bundle: true,
    format: "esm",
    target: TARGET,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
  };
  await bundle({
    ...inlined,
    entryPoints: CONFIG_READERS.map((name) => `src/${name}.ts`),
    platform: "node",
    mainFields: ["module", "main"],
    plugins: [ownFilesStay],
  });
  const manifest = { type: "module", sideEffects: false, ...replacedFiles() };
  writeFileSync("dist/es/package.json", `${JSON.stringify(manifest)}\n`);
}

/** Files of this package are imported, as all unbundled modules import them. */
const ownFilesStay: Plugin = {
  name: "own-files-stay",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ path, importer }) =>
      importer === "" || importer.includes("node_modules") ? undefined : { path, external: true },
    );
  },
};

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

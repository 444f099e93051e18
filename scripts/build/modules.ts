import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type BuildOptions, build as bundle, type Plugin } from "esbuild";
import { build } from "tsup";
import { constantsAreInlined } from "./constantsAreInlined.js";
import { withShortLocalNames } from "./shortLocalNames.js";
import { withNestedClients, withoutEndpointRules, withStsClient } from "./withNestedClients.js";
import { withOwnNames } from "./withOwnNames.js";

/**
 * They use `@smithy/core/config`, and the first one AWS's credential providers. A bundle for Lambda that leaves Smithy's packages to the runtime, as the CDK
 * offers, would not start where the runtime's version has no such module.
 */
const INLINING = [
  "nestedClients/roleAssumers",
  "runtime/platform/node/credentialChain",
  "runtime/platform/node/machineConfig",
];
const FOLDER = "dist/es";
const NESTED_CLIENTS = "dist/es/nestedClients/index.js";
const SMITHY_CONFIG = "dist/es/runtime/platform/node/smithyConfig.js";
const TARGET = "es2022";

/** Unbundled ES modules for bundlers, which include only the imports of the app. */
export async function buildModules(): Promise<void> {
  await build({
    config: false,
    silent: true,
    // Only the local service uses all constraints; clients can import those of inputs.
    entry: [
      "src/index.ts",
      "src/credentials/**/*.ts",
      "src/functions/**/*.ts",
      "src/validation/**/*.ts",
      "src/generated/**/*.ts",
      "!src/generated/constraints.ts",
      "src/hints/*.ts",
      "src/nestedClients/*.ts",
      "src/runtime/**/*.ts",
      ...INLINING.map((name) => `!src/${name}.ts`),
    ],
    outDir: FOLDER,
    format: "esm",
    outExtension: () => ({ js: ".js" }),
    bundle: false,
    splitting: false,
    target: TARGET,
    esbuildPlugins: [constantsAreInlined(TARGET)],
    esbuildOptions(options) {
      options.outbase = "src";
      // The declarations have the comments.
      options.minifySyntax = true;
      options.minifyWhitespace = true;
    },
  });
  for (const file of readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".js"),
  )) {
    const path = join(FOLDER, file);
    writeFileSync(path, withShortLocalNames(readFileSync(path, "utf8")));
  }
  const inlined: BuildOptions = {
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    format: "esm",
    target: TARGET,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
  };
  for (const name of INLINING) {
    const folder = `dist/es/${dirname(name)}`;
    const fromFolder = (path: string) => relative(folder, path).replace(/^(?!\.)/, "./");
    await bundle({
      ...inlined,
      entryPoints: [`src/${name}.ts`],
      outdir: folder,
      minifyIdentifiers: true,
      plugins: [
        withStsClient,
        withNestedClients(fromFolder(NESTED_CLIENTS)),
        withoutEndpointRules,
        smithyConfigIn(fromFolder(SMITHY_CONFIG)),
        ownFilesStay,
      ],
    });
    const file = `dist/es/${name}.js`;
    writeFileSync(file, withOwnNames(readFileSync(file, "utf8")));
  }
  await bundle({
    ...inlined,
    stdin: { contents: 'export * from "@smithy/core/config";', resolveDir: "." },
    outfile: SMITHY_CONFIG,
    minifyIdentifiers: true,
  });
  const manifest = { type: "module", sideEffects: false, ...replacedFiles() };
  writeFileSync("dist/es/package.json", `${JSON.stringify(manifest)}\n`);
}

/** A separate file, because otherwise each file that uses it would have a copy. */
const smithyConfigIn = (path: string): Plugin => ({
  name: "smithy-config-is-a-file",
  setup({ onResolve }) {
    onResolve({ filter: /^@smithy\/core\/config$/ }, () => ({ path, external: true }));
  },
});

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
 * Repeats the package's `browser` and `react-native` fields for the files below, because webpack and Rollup read only the nearest
 * package.json. esbuild also reads the one above.
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

/** Bundles an entry for browsers as an application does, minified, with each bundler's own defaults. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleSize } from "../size/bundleSize.js";

/** What is exported from which package, as seen from a folder. */
export interface Entry {
  names: readonly string[];
  from: string;
  folder: string;
}

export const bundlers = {
  esbuild: async ({ names, from, folder }: Entry): Promise<string> => (await bundleSize(names, from, folder)).text,
  rollup: withRollup,
  webpack: withWebpack,
};

/** The few parts of packages that only the bench installs. */
interface RollupModule {
  rollup(options: object): Promise<{ generate(options: object): Promise<{ output: { code: string }[] }> }>;
}
type RollupPlugin = { default: (options?: object) => object };
type Webpack = (
  options: object,
  done: (error: unknown, stats: { hasErrors(): boolean; toString(): string }) => void,
) => void;

const load = createRequire(import.meta.url);

async function withRollup(entry: Entry): Promise<string> {
  const { rollup } = load("rollup") as RollupModule;
  const plugin = (name: string): RollupPlugin["default"] => (load(`@rollup/plugin-${name}`) as RollupPlugin).default;
  return await withEntryFile(entry, async (input) => {
    const plugins = [plugin("node-resolve")({ browser: true }), plugin("commonjs")(), plugin("json")()];
    const onwarn = ({ message }: { message: string }): void => {
      // Amplify's and AWS's parts import each other in circles.
      if (!/circular|"this" has been rewritten/i.test(message)) {
        throw new Error(`Rollup warns: ${message}`);
      }
    };
    const bundle = await rollup({ input, plugins, onwarn });
    const { output } = await bundle.generate({
      format: "es",
      inlineDynamicImports: true,
      plugins: [plugin("terser")()],
    });
    return output.map(({ code }) => code).join("");
  });
}

async function withWebpack(entry: Entry): Promise<string> {
  const webpack = load("webpack") as Webpack;
  return await withEntryFile(entry, async (input) => {
    const path = mkdtempSync(join(tmpdir(), "bench-webpack-"));
    const options = {
      ...{ mode: "production", target: "web", entry: input, devtool: false, performance: false },
      // One file, whatever is loaded on need: the other bundlers are asked for the same.
      module: { parser: { javascript: { dynamicImportMode: "eager" } } },
      ...{ output: { path, filename: "bundle.js", library: { type: "module" } }, experiments: { outputModule: true } },
    };
    try {
      await new Promise<void>((resolve, reject) =>
        webpack(options, (error, stats) =>
          error || stats.hasErrors() ? reject(error ?? new Error(stats.toString())) : resolve(),
        ),
      );
      return readFileSync(join(path, "bundle.js"), "utf8");
    } finally {
      rmSync(path, { recursive: true });
    }
  });
}

/** In the application's folder, where packages are looked for. */
async function withEntryFile(
  { names, from, folder }: Entry,
  bundle: (path: string) => Promise<string>,
): Promise<string> {
  const path = join(folder, `entry-${randomUUID()}.mjs`);
  writeFileSync(path, `export { ${names.join(", ")} } from "${from}";\n`);
  try {
    return await bundle(path);
  } finally {
    rmSync(path);
  }
}

/** Bundle exports of a package for browsers into one minified file, with the bundler's defaults. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import nodeResolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { rollup as startRollup } from "rollup";
import startWebpack from "webpack";

const sourceOf = ({ names, from }) => `export { ${names.join(", ")} } from "${from}";`;

export async function rollup(entry) {
  const input = join(entry.folder, "entry.mjs");
  const virtual = {
    name: "virtual-entry",
    resolveId: (id) => (id === input ? id : null),
    load: (id) => (id === input ? sourceOf(entry) : null),
  };
  const bundle = await startRollup({
    input,
    plugins: [virtual, nodeResolve({ browser: true }), commonjs(), json()],
    onwarn({ message }) {
      // Both occur in Amplify's and AWS's packages.
      if (!/circular|"this" has been rewritten/i.test(message)) throw new Error(`Rollup warns: ${message}`);
    },
  });
  const { output } = await bundle.generate({ format: "es", inlineDynamicImports: true, plugins: [terser()] });
  return output[0].code;
}

export async function webpack(entry) {
  const path = mkdtempSync(join(tmpdir(), "bench-webpack-"));
  const compiler = startWebpack({
    ...{ mode: "production", target: "web", devtool: false, performance: false },
    ...{ context: entry.folder, entry: `data:text/javascript,${encodeURIComponent(sourceOf(entry))}` },
    // One file, as with the other bundlers, which includes what is loaded on demand.
    module: { parser: { javascript: { dynamicImportMode: "eager" } } },
    ...{ output: { path, filename: "bundle.js", library: { type: "module" } }, experiments: { outputModule: true } },
  });
  const stats = await promisify(compiler.run.bind(compiler))();
  if (stats.hasErrors()) throw new Error(stats.toString());
  const text = readFileSync(join(path, "bundle.js"), "utf8");
  rmSync(path, { recursive: true });
  return text;
}

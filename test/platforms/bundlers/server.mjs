// Bundles a program for a server, with all of its imports, as the documentation of each tool says. Writes OUTFILE, and possibly chunks next
// to it.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const BUN = fileURLToPath(new URL("../node_modules/@oven/bun-linux-x64-baseline/bin/bun", import.meta.url));
/** CommonJS code in an ES module needs a `require`, which esbuild leaves to the user. */
const BANNER = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
/** A condition that no package uses, as teams define for their own packages. */
const OWN_CONDITION = "our-own";
/** webpack warns about missing optional packages, unless they are external. */
const OPTIONAL = { "classic-level": "commonjs classic-level" };

const [tool, entry, outfile] = process.argv.slice(2);
const dir = dirname(outfile);
const file = basename(outfile);
mkdirSync(dir, { recursive: true });

const tools = {
  esbuild: () => esbuild({ format: "esm" }),
  "esbuild-banner": () => esbuild({ format: "esm", banner: { js: BANNER } }),
  "esbuild-cjs": () => esbuild({ format: "cjs" }),
  "esbuild-conditions": () => esbuild({ format: "cjs", conditions: [OWN_CONDITION] }),
  "esbuild-conditions-banner": () => esbuild({ format: "esm", conditions: [OWN_CONDITION], banner: { js: BANNER } }),
  rollup: async () => {
    const { rollup } = await import("rollup");
    const { nodeResolve } = await import("@rollup/plugin-node-resolve");
    const { default: commonjs } = await import("@rollup/plugin-commonjs");
    const { default: json } = await import("@rollup/plugin-json");
    const plugins = [nodeResolve({ preferBuiltins: true, exportConditions: ["node"] }), commonjs(), json()];
    const bundle = await rollup({ input: entry, plugins, onwarn: complain });
    await bundle.write({ dir, entryFileNames: file, format: "es" });
  },
  rolldown: async () => {
    const { rolldown } = await import("rolldown");
    const bundle = await rolldown({ input: entry, platform: "node", onwarn: complain });
    await bundle.write({ dir, entryFileNames: file, format: "es", minify: true });
  },
  webpack: async () => {
    const { default: webpack } = await import("webpack");
    const output = { path: dir, filename: file };
    const statistics = await new Promise((resolve, reject) => {
      const optimization = { minimize: false };
      const options = { mode: "production", target: "node", entry, output, externals: OPTIONAL, optimization };
      webpack(options, (error, result) => (error ? reject(error) : resolve(result)));
    });
    const { errors, warnings } = statistics.toJson({ all: false, errors: true, warnings: true });
    [...errors, ...warnings].forEach(complain);
  },
  "vite-ssr": () => vite([]),
  "vite-ssr-conditions": () => vite([OWN_CONDITION]),
  bun: () => bun("--target=bun", `--outfile=${outfile}`),
  "bun-node": () => bun("--target=node", `--outfile=${outfile}`),
  "bun-compile": () => bun("--compile", `--outfile=${outfile}`),
  ncc: async () => {
    const ncc = createRequire(import.meta.url)("@vercel/ncc");
    const { code, assets } = await ncc(entry, { quiet: true, cache: false });
    writeFileSync(outfile, code);
    for (const [name, { source, permissions }] of Object.entries(assets)) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), source);
      chmodSync(join(dir, name), permissions);
    }
  },
};

await tools[tool]();

function complain({ message }) {
  console.warn(message);
}

async function esbuild(options) {
  const { build } = await import("esbuild");
  const common = { entryPoints: [entry], outfile, bundle: true, platform: "node", minify: true, logLevel: "warning" };
  await build({ ...common, ...options });
}

/** Everything in one bundle, for deployments that contain only built files. */
async function vite(conditions) {
  const { build, defaultServerConditions } = await import("vite");
  await build({
    configFile: false,
    root: dirname(entry),
    logLevel: "warn",
    ssr: {
      noExternal: true,
      ...(conditions.length > 0 && { resolve: { conditions: [...conditions, ...defaultServerConditions] } }),
    },
    build: {
      ssr: entry,
      outDir: dir,
      emptyOutDir: false,
      minify: true,
      rollupOptions: { output: { entryFileNames: file } },
    },
  });
}

function bun(...parameters) {
  const argv = ["build", entry, "--minify", ...parameters];
  execFileSync(BUN, argv, { cwd: dirname(entry), stdio: ["ignore", "ignore", "inherit"] });
}

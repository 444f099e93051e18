import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Metafile, Plugin } from "esbuild";
import { build } from "tsup";
import { browserFiles } from "./browserFiles.js";

const FOLDER = "dist/cdn";

/**
 * ES modules for `<script type="module">`: the client, self-contained, and the credentials, which import it from the file
 * next to theirs: a page that has both loads one client, and `instanceof` holds across them.
 */
export async function buildBrowserFile(): Promise<string[]> {
  const inputs = [
    ...(await bundle({ index: "src/index.ts" }, [browserFiles])),
    ...(await bundle({ credentials: "src/credentials/index.ts" }, [clientIsBeside, browserFiles])),
  ];
  writeFileSync(`${FOLDER}/package.json`, `${JSON.stringify({ type: "module" })}\n`);
  return inputs;
}

async function bundle(entry: Record<string, string>, plugins: Plugin[]): Promise<string[]> {
  await build({
    config: false,
    silent: true,
    entry,
    outDir: FOLDER,
    format: "esm",
    outExtension: () => ({ js: ".js" }),
    platform: "browser",
    target: "es2022",
    splitting: false,
    minify: true,
    metafile: true,
    noExternal: [/./],
    esbuildPlugins: plugins,
    esbuildOptions(options) {
      options.legalComments = "none";
    },
  });
  const path = `${FOLDER}/metafile-esm.json`;
  const metafile = JSON.parse(readFileSync(path, "utf8")) as Metafile;
  rmSync(path);
  return Object.keys(metafile.inputs);
}

const clientIsBeside: Plugin = {
  name: "client-is-beside",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/generated\// }, () => ({ path: "./index.js", external: true }));
  },
};

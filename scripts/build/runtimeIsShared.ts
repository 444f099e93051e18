import { readFileSync, writeFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/** The file through which the main file passes parts of its code to that of the chain's clients. */
const FILE = "./runtime.cjs";

/**
 * For the main file: before it loads the credential chain, it passes `src/nestedClients/runtime.ts` to the chain's clients.
 *
 * They do not import the main file itself, because that would be a cycle, about which Rollup warns.
 */
export const runtimeIsPassed: Plugin = {
  name: "runtime-is-passed",
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /[\\/]src[\\/]index\.ts$/ }, ({ path }) => ({
      contents: `${readFileSync(path, "utf8")}
        import * as runtime from "./nestedClients/runtime.js";
        import { chain } from "./runtime/platform/node/environment.js";
        const { load } = chain;
        chain.load = () => {
          Object.assign(require("${FILE}"), runtime);
          return load();
        };`,
      loader: "ts",
    }));
    onResolve({ filter: /^\.\/runtime\.cjs$/ }, () => ({ path: FILE, external: true }));
  },
};

/** For the file of the chain's clients. */
export const runtimeIsShared: Plugin = {
  name: "runtime-is-shared",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/runtime\.js$/ }, () => ({ path: FILE, external: true }));
  },
};

/** An empty object, which the main file fills. */
export function writeSharedRuntime(folder: string): void {
  writeFileSync(`${folder}/${FILE}`, "module.exports = {};\n");
}

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "esbuild";

/** Puts `X.browser.ts` in the place of `X.ts`, as the `browser` field of package.json does for those who bundle the package. */
export const browserFiles: Plugin = {
  name: "browser-files",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path.replace(/\.js$/, ".browser.ts"));
      return resolveDir.includes("node_modules") || !existsSync(file) ? undefined : { path: file };
    });
  },
};

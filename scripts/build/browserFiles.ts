import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "esbuild";

/** Replaces `X.ts` with `X.browser.ts`, like the `browser` field of package.json when the package is bundled. */
export const browserFiles: Plugin = {
  name: "browser-files",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path.replace(/\.js$/, ".browser.ts"));
      return resolveDir.includes("node_modules") || !existsSync(file) ? undefined : { path: file };
    });
  },
};

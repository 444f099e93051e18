import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Plugin, transformSync } from "esbuild";

/** Adds the console's files to the bundle as strings, because a bundle of an application has no files beside it. */
export const consoleTexts: Plugin = {
  name: "console-texts",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]console[\\/]consoleText\.ts$/ }, ({ path }) => {
      const folder = dirname(path);
      const names = readdirSync(folder).filter((name) => !name.endsWith(".ts"));
      const texts = names.map((name) => [name, shortened(name, readFileSync(join(folder, name), "utf8"))]);
      return {
        contents: `const texts = ${JSON.stringify(Object.fromEntries(texts))};
          export const consoleText = (name) => texts[name];`,
        loader: "js",
        watchFiles: names.map((name) => join(folder, name)),
      };
    });
  },
};

/** Without comments and white space. Names are kept for the browser's developer tools. */
function shortened(name: string, text: string): string {
  const [, loader] = /\.(css|mjs)$/.exec(name) ?? [];
  if (loader === undefined) {
    return text;
  }
  const minify = { minifySyntax: true, minifyWhitespace: true, charset: "utf8", legalComments: "none" } as const;
  return transformSync(text, { ...minify, loader: loader === "css" ? "css" : "js" }).code;
}

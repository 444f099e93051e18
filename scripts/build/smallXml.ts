import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "esbuild";

/**
 * Leaves out what `xml-crypto` and its XML parser do not need to verify a signature: most of XPath (75 kB), and the 2,000 named characters of
 * HTML (36 kB), which SAML documents cannot use.
 */
export const smallXml: Plugin = {
  name: "small-xml",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^xpath$/ }, () => ({ path: resolve("scripts/build/xpath.ts") }));
    onLoad({ filter: /@xmldom[\\/]xmldom[\\/]lib[\\/]entities\.js$/ }, ({ path }) => {
      const [contents] = /^.*?exports\.XML_ENTITIES = .*?\}\);\n/s.exec(readFileSync(path, "utf8")) ?? [];
      if (contents === undefined) {
        throw new Error(`${path} is not written as it was; smallXml must follow it.`);
      }
      return { contents: `${contents}exports.HTML_ENTITIES = exports.XML_ENTITIES;\n` };
    });
  },
};

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { Plugin } from "esbuild";
import { withCalledMethods } from "./calledMethods.js";

/** The methods of `SignedXml` that `samlDocument.ts` calls. */
const CALLED = ["loadSignature", "checkSignature", "getSignedReferences"];

/**
 * Leaves out what `xml-crypto` and its XML parser do not need to verify a signature: most of XPath (75 kB), the 2,000 named characters of
 * HTML (36 kB), which SAML documents cannot use, and everything that makes signatures (14 kB).
 */
export const smallXml: Plugin = {
  name: "small-xml",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^xpath$/ }, () => ({ path: resolve("scripts/build/xpath.ts") }));
    onResolve({ filter: /^xml-crypto$/ }, ({ importer }) => ({
      path: createRequire(importer).resolve("xml-crypto").replace("index.js", "signed-xml.js"),
    }));
    onLoad({ filter: /xml-crypto[\\/]lib[\\/]signed-xml\.js$/ }, ({ path }) => ({
      contents: withCalledMethods(readFileSync(path, "utf8"), CALLED),
    }));
    onLoad({ filter: /@xmldom[\\/]xmldom[\\/]lib[\\/]entities\.js$/ }, ({ path }) => {
      const [contents] = /^.*?exports\.XML_ENTITIES = .*?\}\);\n/s.exec(readFileSync(path, "utf8")) ?? [];
      if (contents === undefined) {
        throw new Error(`${path} is not written as it was; smallXml must follow it.`);
      }
      return { contents: `${contents}exports.HTML_ENTITIES = exports.XML_ENTITIES;\n` };
    });
  },
};

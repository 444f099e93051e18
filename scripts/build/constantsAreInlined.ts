import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { type Plugin, transformSync } from "esbuild";

/** A named number or text on a line of its own, as esbuild prints it. Not those that are exported. */
const CONSTANT = /^const ([A-Z][A-Z\d_]*) = ([\d.e*+\- ]+|"[^"\n]*");\n/gm;

/**
 * Writes numbers and texts in the place of their names, which minifiers do only in files without imports, because a constant of a file that
 * imports another could be used before it is defined. Imports of this package do not form cycles.
 */
export const constantsAreInlined = (target: string): Plugin => ({
  name: "constants-are-inlined",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) =>
      path.includes("node_modules") ? undefined : { contents: withoutConstants(readFileSync(path, "utf8"), target) },
    );
  },
});

export function withoutConstants(typescript: string, target: string): string {
  const { code } = transformSync(typescript, { loader: "ts", target, tsconfigRaw: "{}" });
  const define: Record<string, string> = {};
  const others = code.replace(CONSTANT, (_, name: string, value: string) => {
    define[name] = JSON.stringify(runInNewContext(value));
    return "";
  });
  return transformSync(others, { define, target }).code;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { programs as snippets, surroundings } from "../docs/markdown.js";

const folder = import.meta.dirname;

/** What this folder checks in the sources, and the TypeScript snippets of the documentation, as an application has them. */
export function programs(kind: "ts" | "cts" | "mts"): Record<string, string> {
  const checked = ["usage", "clients", "dropIn"].map((name) => [
    `${name}.${kind}`,
    readFileSync(join(folder, `${name}.ts`), "utf8").replaceAll('"../../src/index.js"', '"cognito-identity-client"'),
  ]);
  // CommonJS has no `await` outside of functions.
  const examples = snippets
    .filter(({ language }) => language === "ts")
    .map(({ code }, index) => [`example${index}.${kind}`, `${code}\nexport {};\n`]);
  return Object.fromEntries(kind === "cts" ? checked : [...checked, ...examples, ["others.d.ts", surroundings]]);
}

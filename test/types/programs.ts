import { readFileSync } from "node:fs";
import { join } from "node:path";
import { programs as snippets, surroundings } from "../docs/markdown.js";

const folder = import.meta.dirname;

/** The programs of this folder, and the TypeScript snippets of the documentation, as in an application. */
export function programs(kind: "ts" | "cts" | "mts"): Record<string, string> {
  const checked = ["usage", "clients", "dropIn"].map((name) => [
    `${name}.${kind}`,
    readFileSync(join(folder, `${name}.ts`), "utf8").replaceAll('"../../src/index.js"', '"cognito-identity-client"'),
  ]);
  // CommonJS does not support top-level `await`.
  const examples = snippets
    .filter(({ language }) => language === "ts")
    .map(({ code }, index) => [`example${index}.${kind}`, `${code}\nexport {};\n`]);
  return Object.fromEntries(kind === "cts" ? checked : [...checked, ...examples, ["others.d.ts", surroundings]]);
}

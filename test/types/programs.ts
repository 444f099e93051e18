import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;
const root = join(folder, "../..");

/** What this folder checks in the sources, and the README's examples, as an application that has the package writes it. */
export function programs(kind: "ts" | "cts" | "mts"): Record<string, string> {
  const checked = ["usage", "clients", "dropIn"].map((name) => [
    `${name}.${kind}`,
    readFileSync(join(folder, `${name}.ts`), "utf8").replaceAll('"../../src/index.js"', '"cognito-identity-client"'),
  ]);
  // CommonJS has no `await` outside of functions.
  return Object.fromEntries(kind === "cts" ? checked : [...checked, ...readmeExamples(kind)]);
}

function readmeExamples(kind: string): [name: string, text: string][] {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  return [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""], index) => [
    `example${index}.${kind}`,
    `declare const idToken: string;\n${code}\nvoid idToken;\nexport {};\n`,
  ]);
}

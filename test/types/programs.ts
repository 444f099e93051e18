import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readmeExamples, readmeSurroundings } from "../readmeExamples.js";

const folder = import.meta.dirname;

/** What this folder checks in the sources, and the README's examples, as an application that has the package writes it. */
export function programs(kind: "ts" | "cts" | "mts"): Record<string, string> {
  const checked = ["usage", "clients", "dropIn"].map((name) => [
    `${name}.${kind}`,
    readFileSync(join(folder, `${name}.ts`), "utf8").replaceAll('"../../src/index.js"', '"cognito-identity-client"'),
  ]);
  // CommonJS has no `await` outside of functions.
  const examples = readmeExamples.map((code, index) => [`example${index}.${kind}`, code]);
  return Object.fromEntries(kind === "cts" ? checked : [...checked, ...examples, ["others.d.ts", readmeSurroundings]]);
}

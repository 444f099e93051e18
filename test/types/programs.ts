import { readFileSync } from "node:fs";
import { join } from "node:path";
import { programs as snippets, surroundings } from "../docs/markdown.js";

const folder = import.meta.dirname;

const checked = (name: string): string =>
  readFileSync(join(folder, `${name}.ts`), "utf8").replace(
    /"\.\.\/\.\.\/src\/(?:(\w+)\/)?index\.js"/g,
    (_, entry?: string) => `"cognito-identity-client${entry === undefined ? "" : `/${entry}`}"`,
  );

/** A program whose declarations TypeScript infers. */
export const inferred = checked("inferred");

/** The programs of this folder, and the TypeScript snippets of the documentation, as in an application. */
export function programs(kind: "ts" | "cts" | "mts"): Record<string, string> {
  const own = ["usage", "clients", "dropIn"].map((name) => [`${name}.${kind}`, checked(name)]);
  // CommonJS does not support top-level `await`.
  const examples = snippets
    .filter(({ language }) => language === "ts")
    .map(({ code }, index) => [`example${index}.${kind}`, `${code}\nexport {};\n`]);
  return Object.fromEntries(kind === "cts" ? own : [...own, ...examples, ["others.d.ts", surroundings]]);
}

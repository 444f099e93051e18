import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What a declaration file exports with a name: a type, a value, or both. */
export type Meaning = "type" | "value" | "both";

const meanings: Record<string, Meaning> = {
  class: "both",
  const: "value",
  enum: "both",
  function: "value",
  interface: "type",
  type: "type",
};

/** Every name that the reference's declarations export, and its kind. */
export function declarationsOfReference(): Map<string, Meaning> {
  const { resolve } = createRequire(import.meta.url);
  const folder = dirname(resolve("@aws-sdk/client-cognito-identity/package.json"));
  return declaredIn(join(folder, "dist-types/index.d.ts"));
}

/** Follows `export * from`, and the names in lists to their declarations. */
function declaredIn(file: string, seen = new Set<string>()): Map<string, Meaning> {
  const names = new Map<string, Meaning>();
  if (seen.has(file)) {
    return names;
  }
  seen.add(file);
  const text = readFileSync(file, "utf8").replace(/\/\*.*?\*\//gs, "");
  const add = (name: string, meaning: Meaning) => {
    const known = names.get(name);
    names.set(name, known === undefined || known === meaning ? meaning : "both");
  };
  for (const [, from = ""] of text.matchAll(/^export \* from "(.+?)";/gm)) {
    const next = [`${from}.d.ts`, `${from}/index.d.ts`].map((path) => join(dirname(file), path)).find(existsSync);
    for (const [name, meaning] of next === undefined ? [] : declaredIn(next, seen)) {
      add(name, meaning);
    }
  }
  for (const [, keyword = "", name = ""] of text.matchAll(
    /^export (?:declare )?(?:abstract )?(const|class|interface|type|function|enum) ([\w$]+)/gm,
  )) {
    add(name, meanings[keyword] ?? "value");
  }
  for (const [, isType, list = ""] of text.matchAll(/^export (type )?\{([^}]*)\}/gm)) {
    for (const item of list.split(",").filter((part) => part.trim() !== "")) {
      const name = item.trim().replace(/^(?:type )?(?:.* as )?/, "");
      // Re-exports from other packages are classes, which are both. AWS clients list no others by name.
      add(name, isType || item.trim().startsWith("type ") ? "type" : "both");
    }
  }
  return names;
}

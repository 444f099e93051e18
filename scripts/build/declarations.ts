import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const FOLDER = "dist/types";
const ENTRIES = [
  "index",
  "credentials/index",
  "functions/index",
  "local/index",
  "opentelemetry/index",
  "validation/index",
];

/** As in the ES module: every name, and all of them in the default export. */
const MODULE = `import * as whole from "./index.js";
export * from "./index.js";
export default whole;
`;

/** Declarations by tsc, without those that no entry reaches. ES modules have copies named `.d.mts`. */
export async function buildDeclarations(): Promise<void> {
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
    stdio: "inherit",
  });
  const reachable = new Set<string>();
  for (const entry of ENTRIES) {
    collect(resolve(FOLDER, `${entry}.d.ts`), reachable);
    writeFileSync(join(FOLDER, `${entry}.d.mts`), MODULE);
  }
  for (const file of readdirSync(FOLDER, { recursive: true, encoding: "utf8" })) {
    const path = resolve(FOLDER, file);
    if (!file.endsWith(".d.ts")) {
      continue;
    }
    if (reachable.has(path)) {
      writeFileSync(path, withTabs(readFileSync(path, "utf8")));
    } else {
      rmSync(path);
    }
  }
}

/**
 * Replaces tsc's indentation of four spaces with tabs, which saves three bytes each. Text in comments begins after the star, so it does not
 * change.
 */
function withTabs(text: string): string {
  return text.replace(/^(?: {4})+/gm, (blanks) => "\t".repeat(blanks.length / 4));
}

function collect(path: string, reachable: Set<string>): void {
  if (reachable.has(path)) {
    return;
  }
  reachable.add(path);
  for (const [, specifier] of readFileSync(path, "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)) {
    collect(resolve(dirname(path), (specifier ?? "").replace(/\.js$/, ".d.ts")), reachable);
  }
}

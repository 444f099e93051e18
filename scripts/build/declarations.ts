import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rollUpDeclarations } from "./rollUpDeclarations.js";

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

/** Declarations by tsc, rolled up for each entry. ES modules have files named `.d.mts`, which re-export them. */
export async function buildDeclarations(): Promise<void> {
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
    stdio: "inherit",
  });
  rollUpDeclarations(FOLDER, ENTRIES, declarationFiles());
  for (const file of declarationFiles()) {
    const path = join(FOLDER, file);
    writeFileSync(path, withTabs(readFileSync(path, "utf8")));
  }
  for (const entry of ENTRIES) {
    writeFileSync(join(FOLDER, `${entry}.d.mts`), MODULE);
  }
}

function declarationFiles(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));
}

/**
 * Replaces tsc's indentation of four spaces with tabs, which saves three bytes each. Text in comments begins after the star, so it does not
 * change.
 */
function withTabs(text: string): string {
  return text.replace(/^(?: {4})+/gm, (blanks) => "\t".repeat(blanks.length / 4));
}

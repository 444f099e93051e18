/**
 * `npm run size`: the sizes of each import in a browser bundle, and of the package. `npm run size:check` fails if a size is above its
 * budget, or a bundle contains something that it must not; `npm run size -- --update` sets the budgets to what was measured, and writes the
 * table in docs/performance.md. `npm run size -- --modules` shows what each module of a bundle costs, and `npm run size -- --since REF`
 * which modules have grown since a commit. Both take words that select bundles by their names.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { packTarball } from "./packages/packTarball.js";
import { builtAt } from "./size/builtAt.js";
import { type Bundle, type BundledModule, bundleSize } from "./size/bundleSize.js";
import { printGrowth, printModules } from "./size/printModules.js";

const BUDGETS = "scripts/size/budgets.json";
const PAGE = "docs/performance.md";
/** The counterpart of each entry; AWS's packages have no functions. */
const REFERENCES = {
  "cognito-identity-client": "@aws-sdk/client-cognito-identity",
  "cognito-identity-client/credentials": "@aws-sdk/credential-provider-cognito-identity",
  "cognito-identity-client/functions": undefined,
  "cognito-identity-client/validation": undefined,
};

interface Budget {
  name: string;
  /** Its name in the table of docs/performance.md, if it is in the table. */
  row?: string;
  /** The exports of the entry under test. None: the packed package. */
  exports?: string[];
  /** The entry. Default: the client's. */
  from?: keyof typeof REFERENCES;
  /** Modules that are loaded on demand, and not counted; for Node.js, packages that are not. */
  apart?: string[];
  /** The platform of the bundle. Default: browsers. */
  platform?: "browser" | "node";
  bytes: number;
  /** Words that must not be in the bundle. */
  without?: string[];
}

const { values: options, positionals: words } = parseArgs({
  options: {
    check: { type: "boolean" },
    modules: { type: "boolean" },
    since: { type: "string" },
    update: { type: "boolean" },
  },
  allowPositionals: true,
});
const budgets = JSON.parse(readFileSync(BUDGETS, "utf8")) as Budget[];
const formerPackage = options.since === undefined ? undefined : builtAt(options.since);
const complaints: string[] = [];
const rows: string[] = [];

for (const budget of budgets) {
  if (!words.every((word) => budget.name.toLowerCase().includes(word.toLowerCase()))) {
    continue;
  }
  const { bytes, modules, text } = await measured(budget);
  const change = bytes - budget.bytes;
  const peer = REFERENCES[budget.from ?? "cognito-identity-client"];
  const reference =
    budget.exports === undefined || peer === undefined
      ? undefined
      : (await bundleSize(budget.exports, peer, ".", [], budget.platform)).bytes;
  const columns = [
    budget.name.padEnd(64),
    `${bytes} B`.padStart(10),
    reference === undefined ? "" : `AWS's: ${reference} B, this package is ${(bytes / reference).toFixed(2)} of it`,
    change === 0 ? "" : `${change > 0 ? "+" : ""}${change} B against the budget`,
  ];
  console.log(columns.join("  ").trimEnd());
  if (options.modules) {
    printModules(modules());
  }
  if (formerPackage !== undefined && budget.exports !== undefined) {
    printGrowth((await measured(budget, formerPackage)).modules(), modules());
  }
  if (change > 0) {
    complaints.push(
      `${budget.name}: ${change} B over its budget of ${budget.bytes} B. The largest parts:\n${listOf(modules().slice(0, 8))}\n\`npm run size -- --since main\` shows what has grown.`,
    );
  }
  const leaked = (budget.without ?? []).filter((word) => new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(text));
  if (leaked.length > 0) {
    complaints.push(`${budget.name}: must not contain ${leaked.join(", ")}. Its parts:\n${listOf(modules())}`);
  }
  budget.bytes = bytes;
  if (budget.row !== undefined) {
    rows.push(`| ${[budget.row, bytes, reference ?? ""].map((cell) => cell.toLocaleString("en-US")).join(" | ")} |`);
  }
}

if (options.update) {
  writeFileSync(BUDGETS, `${JSON.stringify(budgets, null, 2)}\n`);
  execFileSync("npx", ["--no-install", "biome", "format", "--write", BUDGETS], { stdio: "ignore" });
  const [before, head, , after] = readFileSync(PAGE, "utf8").split(/(\| import \|.*\n\| --- \|.*\n)((?:\|.*\n)+)/);
  if (head === undefined) {
    throw new Error(`${PAGE} has no table of imports.`);
  }
  writeFileSync(PAGE, `${before}${head}${rows.join("\n")}\n${after}`);
} else if (options.check && complaints.length > 0) {
  console.error(
    `\n${complaints.join("\n\n")}\n\nIf that is meant, say why in the commit that runs \`npm run size -- --update\`.`,
  );
  process.exitCode = 1;
}

/** @param folder - the folder of the package to measure. */
async function measured({ exports, from, apart, platform }: Budget, folder = "."): Promise<Bundle> {
  if (exports !== undefined) {
    return bundleSize(exports, from, folder, apart, platform);
  }
  const { unpackedSize, files } = await packTarball();
  const modules = files
    .map(({ path, size }) => ({ path, bytes: size, gzip: size }))
    .sort((one, other) => other.bytes - one.bytes);
  return { bytes: unpackedSize, modules: () => modules, text: "" };
}

function listOf(modules: BundledModule[]): string {
  return modules.map(({ path, gzip }) => `  ${gzip} ${path}`).join("\n");
}

/**
 * `npm run house`: figures about the sources: sizes of files, imports, casts, and the code that one warm call runs. The last one needs a
 * build.
 */
import { execFileSync } from "node:child_process";
import { castsOf } from "../test/architecture/castsOf.mjs";
import { cyclesOf, folderGraph } from "../test/architecture/cyclesOf.js";
import { layerOf } from "../test/architecture/layers.js";
import { type SourceFile, sourceFiles } from "../test/architecture/sourceFiles.js";

const files = sourceFiles();
const AREAS: readonly (readonly [name: string, contains: (path: string) => boolean])[] = [
  ["client (runtime, generated, index)", (path) => !/^(?:credentials|local|nestedClients)\//.test(path)],
  ["of it runtime", (path) => path.startsWith("runtime/")],
  ["credentials", (path) => path.startsWith("credentials/")],
  ["nested clients", (path) => path.startsWith("nestedClients/")],
  ["local", (path) => path.startsWith("local/")],
];

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function importsBack(files: readonly SourceFile[]): number {
  const targets = files.flatMap(({ path, imports }) =>
    imports.map((target) => [layerOf(path), layerOf(target)] as const),
  );
  return targets.filter(([from, to]) => from !== -1 && to !== -1 && from > to).length;
}

/** Folders that import from each other, directly or indirectly. */
const foldersInCycles = (files: readonly SourceFile[]): number => cyclesOf(folderGraph(files)).flat().length;

const rows = AREAS.map(([name, contains]) => {
  const own = files.filter(({ path }) => contains(path));
  const lines = own.map(({ text }) => text.trimEnd().split("\n").length);
  const casts = castsOf(own);
  return {
    area: name,
    files: own.length,
    lines: lines.reduce((sum, count) => sum + count, 0),
    "median lines": median(lines),
    "without a layer": own.filter(({ path }) => layerOf(path) === -1).length,
    "imports back": importsBack(own),
    "folders in cycles": foldersInCycles(own),
    any: casts.any.length,
    "as never": casts.never.length,
    "other casts": casts.other.length,
  };
});
print(rows);

const calls = Object.entries({ client: "warmCallCoverage", service: "warmServiceCoverage" }).flatMap(([side, name]) => {
  const output = execFileSync(process.execPath, [`test/architecture/${name}.mjs`], { encoding: "utf8" });
  const coverage = JSON.parse(output) as Record<string, { files: string[]; functions: number }>;
  return Object.entries(coverage).map(([kind, { files, functions }]) => ({
    "warm call": `${kind}, in the ${side}`,
    files: files.length,
    functions,
  }));
});
print(calls);

/** A Markdown table. */
function print(rows: readonly Readonly<Record<string, string | number>>[]): void {
  const names = Object.keys(rows[0] ?? {});
  const line = (cells: readonly unknown[]): string => `| ${cells.join(" | ")} |`;
  console.log(line(names));
  console.log(line(names.map(() => "---")));
  for (const row of rows) {
    console.log(line(names.map((name) => row[name])));
  }
  console.log();
}

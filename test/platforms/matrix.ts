import type { Case } from "./suite/Case.js";
import type { Result } from "./suite/index.js";

/** One row of the matrix: the result of a run. */
export interface Row {
  readonly runtime: string;
  readonly run: string;
  readonly ms: number;
  readonly results: readonly Result[];
}

/** The results of a run. Every case that it did not report is a failure. */
export function withMissingCases(cases: readonly Case[], reported: readonly Result[], reason: string): Result[] {
  const results = new Map(reported.map((result) => [`${result.group}: ${result.title}`, result]));
  return cases.map(
    ({ group, title }) => results.get(`${group}: ${title}`) ?? { group, title, ms: 0, failure: `not run: ${reason}` },
  );
}

/** Runtime × group of cases → the numbers of passed and failed cases, and the time in seconds. */
export function printMatrix(rows: readonly Row[]): void {
  const groups = [...new Set(rows.flatMap(({ results }) => results.map(({ group }) => group)))];
  const head = ["", ...groups, "passed", "failed", "seconds"];
  const lines = rows.map(({ runtime, run, results, ms }) => [
    `${runtime}: ${run}`,
    ...groups.map((group) => cellOf(results.filter((result) => result.group === group))),
    ...countsOf(results).map(String),
    (ms / 1000).toFixed(1),
  ]);
  const widths = head.map((title, column) =>
    Math.max(...[head, ...lines].map((line) => (line[column] ?? title).length)),
  );
  for (const line of [head, ...lines]) {
    console.log(line.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join("  "));
  }
}

/** The failures of each run. A reason that several cases share is printed once. */
export function failuresOf({ runtime, run, results }: Row): string[] {
  const reasons = new Map<string, string[]>();
  for (const { group, title, failure } of results) {
    if (failure !== undefined) reasons.set(failure, [...(reasons.get(failure) ?? []), `${group}: ${title}`]);
  }
  return [...reasons].map(([reason, [first = "", ...others]]) => {
    const titles = others.length === 0 ? first : `${first}, and ${others.length} others`;
    return `✗ ${runtime}: ${run}\n  ${titles}\n  ${reason.replaceAll("\n", "\n  ")}`;
  });
}

export function countsOf(results: readonly Result[]): [passed: number, failed: number] {
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  return [results.length - failed, failed];
}

function cellOf(results: readonly Result[]): string {
  const [passed, failed] = countsOf(results);
  return failed === 0 ? String(passed) : `${passed}, ${failed} ✗`;
}

const pad = (cell: string, width: number, column: number): string =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

import { type DifferenceName, differences } from "../../test/reference/differences.js";
import type { Area } from "./areas.js";

/** The number of tests and comparisons in each area, with their results. */
export function matrix(areas: readonly Area[]): string {
  const rows = areas.map(({ name, tests, same, different, failed }) => {
    const intended = sumOf(Object.values(different));
    return [name, tests, same + intended, same, intended, failed.length] as const;
  });
  const total = (column: 1 | 2 | 3 | 4 | 5) => sumOf(rows.map((row) => row[column]));
  return table(
    ["area", "tests", "comparisons", "equal", "intended differences", "failed tests"],
    [...rows, ["all", total(1), total(2), total(3), total(4), total(5)]],
  );
}

/** The intended differences: where and how often they occurred. */
export function differencesTable(areas: readonly Area[]): string {
  const names = Object.keys(differences) as DifferenceName[];
  return table(
    ["intended difference", "cases", "areas", "description"],
    names.map((name) => {
      const where = areas.filter(({ different }) => different[name] !== undefined);
      const cases = sumOf(where.map(({ different }) => different[name] ?? 0));
      return [name, cases, where.map((area) => area.name).join(", "), shortened(differences[name].what)];
    }),
  );
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows.map((row) => row.map((cell) => cell.toLocaleString("en-US")))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number) => typeof rows[0]?.[column] === "number";
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => "-".repeat(width)).join("  "), ...lines.slice(1)].join("\n");
}

const WIDTH = 72;
function shortened(text: string): string {
  return text.length <= WIDTH ? text : `${text.slice(0, WIDTH - 1)}…`;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

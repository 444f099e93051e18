import { type DifferenceName, differences } from "../../test/reference/differences.js";
import type { Area } from "./areas.js";

/** Area by area: tests, comparisons, and how they ended. */
export function matrix(areas: readonly Area[]): string {
  const rows = areas.map(({ name, tests, same, different, failed }) => {
    const onPurpose = sumOf(Object.values(different));
    return [name, tests, same + onPurpose, same, onPurpose, failed.length] as const;
  });
  const total = (column: 1 | 2 | 3 | 4 | 5) => sumOf(rows.map((row) => row[column]));
  return table(
    ["area", "tests", "checked cases", "equal", "different on purpose", "different"],
    [...rows, ["all", total(1), total(2), total(3), total(4), total(5)]],
  );
}

/** What was different on purpose, where, and how often. */
export function differencesTable(areas: readonly Area[]): string {
  const names = Object.keys(differences) as DifferenceName[];
  return table(
    ["on purpose", "cases", "areas", "what"],
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

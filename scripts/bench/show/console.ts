import { type Results, type Row, ratio, type Section } from "../results.js";
import { goalsOf, machineOf, textOf } from "./figures.js";

export function printRows(title: string, { measured, rows }: Section): void {
  console.log(`${title}\n${machineOf(measured)}, load average ${measured.load}`);
  console.table(Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, columnsOf(row)])));
}

export function printGoals(results: Results): void {
  console.log("Goals");
  console.table(goalsOf(results));
}

function columnsOf(row: Row): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const [column, value] of Object.entries(row.figures)) {
    const spread = row.spread?.[column];
    columns[column] = textOf(value, row.unit) + (spread ? ` ±${Math.round(spread * 100)}%` : "");
  }
  for (const other of ["reference", "floor"]) {
    const share = ratio(row, "ours", other);
    if (share !== undefined) {
      columns[`ours / ${other}`] = share.toFixed(share < 0.1 ? 3 : 2);
    }
  }
  return columns;
}

import { type Row, ratio, type Section } from "../Figures.js";

export function printSection({ title, measured, rows }: Section): void {
  console.log(`${title}\n${stampText(measured)}, load average ${measured.load ?? "unknown"}`);
  console.table(Object.fromEntries(rows.map((row) => [row.what, columnsOf(row)])));
}

export function stampText({ cpu, cores, node, platform, at }: Section["measured"]): string {
  return `${cpu}, ${cores} cores, Node.js ${node.replace("v", "")}, ${platform}, ${at.slice(0, 10)}`;
}

function columnsOf(row: Row): Record<string, string> {
  const columns = Object.entries(row.figures).map(([column, value]) => {
    const spread = row.spread?.[column];
    return [column, figureText(value, row.unit) + (spread ? ` ±${Math.round(spread * 100)}%` : "")];
  });
  for (const other of ["reference", "floor"]) {
    const share = ratio(row, "ours", other);
    if (share !== undefined) {
      columns.push([`ours / ${other}`, share.toFixed(share < 0.1 ? 3 : 2)]);
    }
  }
  return Object.fromEntries(columns) as Record<string, string>;
}

/** With its unit, and as many digits as mean something. */
export function figureText(value: number, unit: Row["unit"]): string {
  if (unit === "B" && value >= 1e6) {
    return figureText(value / 1e6, "MB");
  }
  const digits = unit === "B" || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const fraction = Number.isInteger(value) ? 0 : digits;
  const number = value.toLocaleString("en-US", { minimumFractionDigits: fraction, maximumFractionDigits: fraction });
  return `${number} ${unit}`.replace(" /s", "/s");
}

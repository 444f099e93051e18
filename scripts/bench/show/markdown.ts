/** Figures in Markdown files, between two marks; everything else there is written by hand. */
import { readFileSync } from "node:fs";
import { type Results, type Row, ratio } from "../Figures.js";
import { found, PEERS, type Shown, shown } from "./shown.js";
import { figureText, stampText } from "./table.js";

const BEGIN = "<!-- Written by `npm run bench -- --readme` from bench/results.json. -->";
const END = "<!-- End of what the bench writes. -->";

/** The text of a file with these figures. */
export function withFigures(path: string, figures: string): string {
  const [before, rest] = readFileSync(path, "utf8").split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`${path} lacks the marks between which the bench writes:\n${BEGIN}\n${END}`);
  }
  return `${before}${BEGIN}\n\n${figures}\n\n${END}${after}`;
}

export const summaryFigures: readonly Shown[] = shown.filter(({ summary }) => summary !== undefined);

/** For the README. */
export function summary(results: Results): string {
  const rows = summaryFigures.flatMap((figure) => {
    const row = found(results, figure);
    return row === undefined ? [] : [[figure.summary ?? "", text(row, "ours"), text(row, "reference")]];
  });
  return [picture("bench/summary"), table(["", "this package", "AWS's client"], rows)].join("\n\n");
}

/** For docs/performance.md. */
export function allFigures(results: Results): string {
  return [
    picture("../bench/chart"),
    comparison(results),
    "The local service, with its client in the same process:",
    localService(results),
  ]
    .concat(stamps(results))
    .join("\n\n");
}

function picture(path: string): string {
  const alternative =
    "Bars that compare time and bytes of this package with those of AWS's client; the table has the figures.";
  return [
    "<picture>",
    `  <source media="(prefers-color-scheme: dark)" srcset="${path}-dark.svg">`,
    `  <img alt="${alternative}" src="${path}-light.svg">`,
    "</picture>",
  ].join("\n");
}

function comparison(results: Results): string {
  const rows = shown.flatMap((figure) => {
    const row = found(results, figure);
    if (row === undefined) {
      return [];
    }
    const peers = Object.entries(PEERS).flatMap(([column, name]) =>
      row.figures[column] === undefined ? [] : [`${name} ${text(row, column)}`],
    );
    const share = ratio(row, "ours", "reference");
    return [[figure.what, text(row, "ours"), text(row, "reference"), share?.toFixed(2) ?? "", peers.join(", ")]];
  });
  return table(["", "this package", "AWS's client", "ratio", "for comparison"], rows);
}

function localService(results: Results): string {
  const sections = [results.local, results.million].filter((section) => section !== undefined);
  const rows = new Map<string, Row>();
  for (const row of sections.flatMap((section) => section.rows)) {
    rows.set(row.id, { ...row, figures: { ...rows.get(row.id)?.figures, ...row.figures } });
  }
  const columns = [...new Set([...rows.values()].flatMap(({ figures }) => Object.keys(figures)))];
  return table(
    ["", ...columns],
    [...rows.values()].map((row) => [row.what, ...columns.map((column) => text(row, column))]),
  );
}

function text({ figures, unit }: Row, column: string): string {
  const value = figures[column];
  return value === undefined ? "" : figureText(value, unit);
}

/** More than the bench itself brings. */
const BUSY_LOAD = 3;

function stamps(results: Results): string {
  const all = Object.values(results).map(({ measured }) => measured);
  const load = Math.max(...all.map(({ load = 0 }) => load));
  const busy = ` The machine was busy with other work (load average up to ${load.toFixed(0)}), so times are longer than usual.`;
  return `Measured on ${[...new Set(all.map(stampText))].join("; ")}.${load > BUSY_LOAD ? busy : ""}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

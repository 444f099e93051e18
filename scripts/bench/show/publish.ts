/** Writes figures into Markdown files, between two marks, and draws the charts. */
import { readFileSync, writeFileSync } from "node:fs";
import { type Results, ratio } from "../results.js";
import { type Chart, chartOf, draw, themes } from "./chart.js";
import { localFigures, machineOf, measured, textOf } from "./figures.js";

const BEGIN = "<!-- Written by `npm run bench -- --readme` from bench/results.json. -->";
const END = "<!-- End of what the bench writes. -->";
/** The columns of the table for comparison. */
const PEERS = { floor: "floor", amplify: "Amplify", aws4fetch: "aws4fetch" };
/** The bench itself causes a lower load. */
const BUSY_LOAD = 3;

export function publish(results: Results): void {
  for (const [path, chart] of Object.entries(charts(results))) {
    writeFileSync(path, draw(chart));
  }
  for (const [path, text] of Object.entries(pages(results))) {
    writeFileSync(path, text);
  }
}

/** By file. */
export function charts(results: Results): Record<string, Chart> {
  const summary = measured(results).filter((figure) => figure.summary !== undefined);
  return {
    "bench/chart-light.svg": chartOf(results, themes.light, measured(results)),
    "bench/chart-dark.svg": chartOf(results, themes.dark, measured(results)),
    "bench/summary-light.svg": chartOf(results, themes.light, summary),
    "bench/summary-dark.svg": chartOf(results, themes.dark, summary),
  };
}

/** The text of each Markdown file that shows figures. */
export function pages(results: Results): Record<string, string> {
  const summary = measured(results).filter((figure) => figure.summary !== undefined);
  return {
    "README.md": withFigures("README.md", [
      picture("bench/summary"),
      table(
        ["", "this package", "AWS's client"],
        summary.map(({ summary = "", row }) => [summary, textIn(row, "ours"), textIn(row, "reference")]),
      ),
    ]),
    "docs/performance.md": withFigures("docs/performance.md", [
      picture("../bench/chart"),
      comparison(results),
      "The local service, with its client in the same process:",
      localService(results),
      machines(results),
    ]),
  };
}

function withFigures(path: string, parts: readonly string[]): string {
  const [before, rest] = readFileSync(path, "utf8").split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`${path} doesn't have the marks between which the bench writes:\n${BEGIN}\n${END}`);
  }
  return `${[before + BEGIN, ...parts, END].join("\n\n")}${after}`;
}

function picture(path: string): string {
  return `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${path}-dark.svg">
  <img alt="Bars that compare time and bytes of this package with those of AWS's client; the table has the figures." src="${path}-light.svg">
</picture>`;
}

function comparison(results: Results): string {
  const rows = measured(results).flatMap(({ what, row }) => {
    if (what === undefined) {
      return [];
    }
    const peers = Object.entries(PEERS).filter(([column]) => column in row.figures);
    const cells = [
      ...[what, textIn(row, "ours"), textIn(row, "reference"), ratio(row, "ours", "reference")?.toFixed(2) ?? ""],
      peers.map(([column, name]) => `${name} ${textIn(row, column)}`).join(", "),
    ];
    return [cells];
  });
  return table(["", "this package", "AWS's client", "ratio", "for comparison"], rows);
}

function localService({ local, million }: Results): string {
  const ids = Object.keys({ ...local?.rows, ...million?.rows });
  const rows = ids.map((id) => {
    const [few, many] = [local?.rows[id], million?.rows[id]];
    return { id, unit: (few ?? many)?.unit ?? "ms", figures: { ...few?.figures, ...many?.figures } };
  });
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  return table(
    ["", ...columns],
    rows.map((row) => {
      const [kind, figure = ""] = row.id.split("/");
      return [`${kind}: ${localFigures[figure]}`, ...columns.map((column) => textIn(row, column))];
    }),
  );
}

function machines(results: Results): string {
  const all = Object.values(results).map(({ measured }) => measured);
  const load = Math.max(...all.map(({ load = 0 }) => load));
  const busy = ` The machine was busy with other work (load average up to ${load.toFixed(0)}), so times are longer than usual.`;
  return `Measured on ${[...new Set(all.map(machineOf))].join("; ")}.${load > BUSY_LOAD ? busy : ""}`;
}

function textIn({ figures, unit }: Parameters<typeof ratio>[0] & object, column: string): string {
  const value = figures[column];
  return value === undefined ? "" : textOf(value, unit);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** The figures as bars, in SVG written by hand: no script, no font, no colour that a reader's theme could not bear. */
import type { Results, Row } from "../Figures.js";
import { found, type Shown, shown } from "./shown.js";
import { figureText, stampText } from "./table.js";

export interface Theme {
  text: string;
  muted: string;
  ours: string;
  reference: string;
  peer: string;
  rule: string;
}

export const themes: Readonly<Record<"light" | "dark", Theme>> = {
  light: { text: "#1f2328", muted: "#59636e", ours: "#0d7d6c", reference: "#aab4bf", peer: "#d9dee4", rule: "#d9dee4" },
  dark: { text: "#f0f6fc", muted: "#9198a1", ours: "#3fc9b0", reference: "#59636e", peer: "#343b44", rule: "#30363d" },
};

const WIDTH = 840;
const HEADER = 62;
/** Between groups. */
const GAP = 26;
const FOOTER = 34;
/** Bars begin here, and the longest of a group ends there; its value follows. */
const BARS = { left: 246, right: 610, height: 14, distance: 19 };
const COLUMNS = { ours: "cognito-identity-client", reference: "@aws-sdk/client-cognito-identity" };
const PEERS: Readonly<Record<string, string>> = { floor: "bare node:http", amplify: "Amplify’s client" };

export function chart(results: Results, theme: Theme, figures: readonly Shown[] = shown): string {
  const groups = figures.flatMap((figure) => {
    const row = figure.chart && found(results, figure);
    return row === undefined ? [] : [{ figure, row }];
  });
  const tops = groups.map((_, index) => HEADER + sum(groups.slice(0, index).map(({ row }) => heightOf(row))));
  const height = HEADER + sum(groups.map(({ row }) => heightOf(row))) + FOOTER;
  const stamp = Object.values(results)[0]?.measured;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif">`,
    `<title>${COLUMNS.ours} beside ${COLUMNS.reference}: time and bytes</title>`,
    legend(theme),
    ...groups.map(({ figure, row }, index) => group(figure, row, tops[index] ?? 0, theme)),
    stamp && label(0, height - 6, stampText(stamp), { size: 11, fill: theme.muted }),
    "</svg>\n",
  ].join("\n");
}

function legend(theme: Theme): string {
  return [
    swatch(0, theme.ours),
    label(18, 21, COLUMNS.ours, { size: 13, fill: theme.text, weight: 600 }),
    swatch(BARS.left, theme.reference),
    label(BARS.left + 18, 21, COLUMNS.reference, { size: 13, fill: theme.text }),
    label(WIDTH, 21, "shorter is better", { size: 12, fill: theme.muted, anchor: "end" }),
    `<path d="M0 38.5H${WIDTH}" stroke="${theme.rule}"/>`,
  ].join("\n");
}

function group({ chart: words, inverse }: Shown, row: Row, top: number, theme: Theme): string {
  const unit = inverse?.unit ?? row.unit;
  const bars = columnsOf(row).map(([column, value]) => ({
    column,
    value: inverse === undefined ? value : inverse.of / value,
  }));
  const longest = Math.max(...bars.map(({ value }) => value));
  const valueAt = (name: string): number => bars.find(({ column }) => column === name)?.value ?? Number.NaN;
  return [
    label(0, top + 12, words?.[0] ?? "", { size: 15, fill: theme.text, weight: 600 }),
    label(0, top + 31, words?.[1] ?? "", { size: 12, fill: theme.muted }),
    ...bars.map(({ column, value }, index) => {
      const width = Math.max(2, (value / longest) * (BARS.right - BARS.left));
      const y = top + index * BARS.distance;
      const fill = column === "ours" ? theme.ours : column === "reference" ? theme.reference : theme.peer;
      const name = PEERS[column];
      return [
        `<rect x="${BARS.left}" y="${y}" width="${width.toFixed(1)}" height="${BARS.height}" rx="2.5" fill="${fill}"/>`,
        label(BARS.left + width + 7, y + 11.5, textOf(value, unit) + (name === undefined ? "" : ` · ${name}`), {
          size: 12,
          fill: column === "ours" ? theme.text : theme.muted,
          ...(column === "ours" && { weight: 600 }),
        }),
      ].join("\n");
    }),
    label(WIDTH, top + 22, times(valueAt("reference") / valueAt("ours")), {
      size: 24,
      fill: theme.ours,
      weight: 600,
      anchor: "end",
    }),
    label(WIDTH, top + 39, unit === "B" ? "smaller" : "faster", { size: 12, fill: theme.muted, anchor: "end" }),
  ].join("\n");
}

function columnsOf({ figures }: Row): [string, number][] {
  return Object.entries(figures).filter(([column]) => column in COLUMNS || column in PEERS);
}

function heightOf(row: Row): number {
  return columnsOf(row).length * BARS.distance + GAP;
}

function textOf(value: number, unit: Row["unit"]): string {
  return unit === "B" ? figureText(value / 1000, "kB") : figureText(value, unit);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 1 : 0)}×`;
}

function swatch(x: number, fill: string): string {
  return `<rect x="${x}" y="10" width="12" height="12" rx="2.5" fill="${fill}"/>`;
}

interface LabelStyle {
  size: number;
  fill: string;
  weight?: number;
  anchor?: "end";
}

function label(x: number, y: number, text: string, { size, fill, weight, anchor }: LabelStyle): string {
  const attributes = [
    `x="${x.toFixed(1)}" y="${y}" font-size="${size}" fill="${fill}"`,
    weight === undefined ? "" : ` font-weight="${weight}"`,
    anchor === undefined ? "" : ` text-anchor="${anchor}"`,
  ];
  return `<text ${attributes.join("")}>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text>`;
}

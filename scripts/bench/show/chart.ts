/** The figures as bars, drawn by ECharts as SVG without a script or a font. */
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { Results, Row } from "../Figures.js";
import { found, type Shown, shown } from "./shown.js";
import { figureText, stampText } from "./table.js";

export interface Theme {
  readonly text: string;
  readonly muted: string;
  readonly ours: string;
  readonly reference: string;
  readonly peer: string;
}

export const themes: Readonly<Record<"light" | "dark", Theme>> = {
  light: { text: "#1f2328", muted: "#59636e", ours: "#0d7d6c", reference: "#aab4bf", peer: "#d9dee4" },
  dark: { text: "#f0f6fc", muted: "#9198a1", ours: "#3fc9b0", reference: "#59636e", peer: "#343b44" },
};

/** What ECharts draws, and what a screen reader says about it. */
export interface Chart {
  readonly title: string;
  readonly description: string;
  readonly height: number;
  /** JSON, so that it can be compared without ECharts. */
  readonly option: object;
}

interface Group {
  readonly title: string;
  readonly subtitle: string;
  readonly unit: Row["unit"];
  readonly values: Readonly<Record<string, number>>;
}

const OURS = "cognito-identity-client";
const REFERENCE = "@aws-sdk/client-cognito-identity";
const PEERS: Readonly<Record<string, string>> = { floor: "bare node:http", amplify: "Amplify’s client" };
/** GitHub shows a README this wide. */
const WIDTH = 840;
/** Beside the bars: titles to the left, ratios to the right. */
const MARGIN = { left: 246, right: 230, top: 44, bottom: 30 };
const GROUP_HEIGHT = 80;
const FONT = "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";

export function chartOf(results: Results, theme: Theme, figures: readonly Shown[] = shown): Chart {
  const groups = figures.flatMap((figure) => groupOf(results, figure));
  const stamp = Object.values(results)[0]?.measured;
  const height = MARGIN.top + groups.length * GROUP_HEIGHT + MARGIN.bottom;
  const axis = (labels: readonly string[], position: "left" | "right", rich: object): object => ({
    ...{ type: "category", inverse: true, position, data: labels },
    ...{ axisLine: { show: false }, axisTick: { show: false } },
    axisLabel: { align: position, margin: MARGIN[position], interval: 0, rich },
  });
  return {
    title: `${OURS} compared with ${REFERENCE}: time and bytes`,
    description: groups.map(sentence).join(" "),
    height,
    option: {
      ...{ animation: false, textStyle: { fontFamily: "inherit" }, grid: MARGIN, xAxis: { show: false, max: 1 } },
      legend: {
        ...{ left: 0, top: 4, padding: 0, itemGap: 30, selectedMode: false, data: [OURS, REFERENCE] },
        ...{
          icon: "roundRect",
          itemWidth: 12,
          itemHeight: 12,
          textStyle: { color: theme.text, width: 200, fontSize: 13 },
        },
      },
      yAxis: [
        axis(
          groups.map(({ title, subtitle }) => `{title|${title}}\n{subtitle|${subtitle}}`),
          "left",
          {
            title: { fontSize: 15, fontWeight: 600, lineHeight: 20, color: theme.text },
            subtitle: { fontSize: 12, color: theme.muted },
          },
        ),
        axis(
          groups.map((group) => `{ratio|${ratioOf(group)}}\n{word|${wordOf(group)}}`),
          "right",
          {
            ratio: { fontSize: 24, fontWeight: 600, lineHeight: 26, color: theme.ours },
            word: { fontSize: 12, color: theme.muted },
          },
        ),
      ],
      series: [
        series(OURS, groups, ["ours"], { fill: theme.ours, text: theme.text, fontWeight: 600 }),
        series(REFERENCE, groups, ["reference"], { fill: theme.reference, text: theme.muted, fontWeight: 400 }),
        series("for comparison", groups, Object.keys(PEERS), { fill: theme.peer, text: theme.muted, fontWeight: 400 }),
      ],
      graphic: [
        caption("shorter is better", 12, "right", 6, theme),
        caption(stamp ? stampText(stamp) : "", 11, "left", height - 14, theme),
      ],
    },
  };
}

/** Two charts are the same if they have the same fingerprint; an SVG names that of the chart that it shows. */
export function fingerprint(chart: Chart): string {
  return createHash("sha256").update(JSON.stringify(chart)).digest("hex");
}

/** ECharts is installed by the bench only. */
interface ECharts {
  init(
    element: null,
    theme: null,
    options: object,
  ): { setOption(option: object): void; renderToSVGString(): string; dispose(): void };
}

/** Without the rules and areas for a mouse, which a picture does not need. */
export function draw(chart: Chart): string {
  const echarts = createRequire(import.meta.url)("echarts") as ECharts;
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: chart.height });
  drawing.setOption(chart.option);
  const svg = drawing.renderToSVGString();
  drawing.dispose();
  const labels = `<title>${escaped(chart.title)}</title>\n<desc>${escaped(chart.description)}</desc>`;
  return svg
    .replace(/<style.*<\/style>\n/s, "")
    .replace(
      / class="[^"]*"| xml:space="preserve"|font-family:inherit;| ecmeta_\w+="[^"]*"|<path [^>]*pointer-events[^>]*><\/path>\n/g,
      "",
    )
    .replace(/^<svg ([^>]*)>/, `<svg role="img" font-family="${FONT}" $1>\n<!-- ${fingerprint(chart)} -->\n${labels}`)
    .concat("\n");
}

function groupOf(results: Results, figure: Shown): Group[] {
  const row = figure.chart && found(results, figure);
  if (row === undefined) {
    return [];
  }
  const { inverse, chart: [title = "", subtitle = ""] = [] } = figure;
  const values = Object.entries(row.figures)
    .filter(([column]) => ["ours", "reference"].includes(column) || column in PEERS)
    .map(([column, value]) => [column, inverse === undefined ? value : inverse.of / value] as const);
  return [{ title, subtitle, unit: inverse?.unit ?? row.unit, values: Object.fromEntries(values) }];
}

interface BarStyle {
  readonly fill: string;
  readonly text: string;
  readonly fontWeight: number;
}

/** For each group, the bar of the first of these columns that it has; the longest bar of every group has the same length. */
function series(name: string, groups: readonly Group[], columns: readonly string[], style: BarStyle): object {
  return {
    ...{ name, type: "bar", barWidth: 14, barGap: "35%", silent: true, emphasis: { disabled: true } },
    itemStyle: { color: style.fill, borderRadius: 2.5 },
    label: { show: true, position: "right", distance: 7, color: style.text, fontWeight: style.fontWeight },
    data: groups.map(({ values, unit }) => {
      const column = columns.find((one) => values[one] !== undefined);
      const value = column === undefined ? undefined : values[column];
      if (column === undefined || value === undefined) {
        return null;
      }
      const peer = PEERS[column];
      const formatter = textOf(value, unit) + (peer === undefined ? "" : ` · ${peer}`);
      return { value: value / Math.max(...Object.values(values)), label: { formatter } };
    }),
  };
}

/** Beside the edge of the picture. */
function caption(text: string, fontSize: number, align: "left" | "right", y: number, { muted }: Theme): object {
  const style = { text, fontSize, fill: muted, fontFamily: "inherit", align };
  return { type: "text", silent: true, x: align === "left" ? 0 : WIDTH, y, style };
}

function sentence(group: Group): string {
  const { title, subtitle, values, unit } = group;
  const figures = Object.entries(values).map(
    ([column, value]) => `${textOf(value, unit)} ${PEERS[column] ?? (column === "ours" ? OURS : REFERENCE)}`,
  );
  return `${title} (${subtitle}): ${figures.join(", ")}; ${ratioOf(group)} ${wordOf(group)}.`;
}

function ratioOf({ values: { reference = Number.NaN, ours = Number.NaN } }: Group): string {
  return `${(reference / ours).toFixed(reference / ours < 10 ? 1 : 0)}×`;
}

function wordOf({ unit }: Group): string {
  return unit === "B" ? "smaller" : "faster";
}

function textOf(value: number, unit: Row["unit"]): string {
  return unit === "B" ? figureText(value / 1000, "kB") : figureText(value, unit);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

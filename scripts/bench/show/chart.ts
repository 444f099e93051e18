/** Bar charts, drawn by ECharts as SVG without scripts or fonts. */
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { Results } from "../results.js";
import { type MeasuredFigure, machineOf, textOf } from "./figures.js";

type Theme = Readonly<Record<"text" | "muted" | "ours" | "reference" | "peer", string>>;

export const themes: Readonly<Record<"light" | "dark", Theme>> = {
  light: { text: "#1f2328", muted: "#59636e", ours: "#0d7d6c", reference: "#aab4bf", peer: "#d9dee4" },
  dark: { text: "#f0f6fc", muted: "#9198a1", ours: "#3fc9b0", reference: "#59636e", peer: "#343b44" },
};

export interface Chart {
  readonly title: string;
  /** For screen readers. */
  readonly description: string;
  readonly height: number;
  /** For ECharts. JSON, so that it can be compared without ECharts. */
  readonly option: object;
}

const OURS = "cognito-identity-client";
const REFERENCE = "@aws-sdk/client-cognito-identity";
const PEERS: Readonly<Record<string, string>> = { floor: "bare node:http", amplify: "Amplify’s client" };
const NAMES: Readonly<Record<string, string>> = { ours: OURS, reference: REFERENCE, ...PEERS };
/** The width of a README on GitHub. */
const WIDTH = 840;
/** Titles are to the left of the bars, ratios to the right. */
const GRID = { left: 246, right: 230, top: 44, bottom: 30 };
const GROUP_HEIGHT = 80;
const FONT = "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";

export function chartOf(results: Results, theme: Theme, figures: readonly MeasuredFigure[]): Chart {
  const groups = figures.filter(({ chart }) => chart !== undefined).map(groupOf);
  const machine = Object.values(results)[0]?.measured;
  const series = (name: string, columns: readonly string[], fill: string, color: string, fontWeight = 400) => ({
    ...{ type: "bar", name, barWidth: 14, barGap: "35%", silent: true, itemStyle: { color: fill, borderRadius: 2.5 } },
    label: { show: true, position: "right", distance: 7, color, fontWeight },
    data: groups.map(({ bars }) => {
      const bar = bars.find(({ column }) => columns.includes(column));
      return bar && { value: bar.length, label: { formatter: bar.text } };
    }),
  });
  const axis = (position: "left" | "right", data: readonly string[], rich: object) => ({
    ...{ type: "category", inverse: true, position, data, axisLine: { show: false }, axisTick: { show: false } },
    axisLabel: {
      ...{ align: position, margin: GRID[position], interval: 0 },
      rich: { small: { fontSize: 12, color: theme.muted }, ...rich },
    },
  });
  const titles = groups.map(({ title, subtitle }) => `{title|${title}}\n{small|${subtitle}}`);
  const ratios = groups.map(({ ratio, adjective }) => `{ratio|${ratio}}\n{small|${adjective}}`);
  const caption = (text: string, fontSize: number, place: object) => ({
    ...{ text, padding: 0, ...place },
    textStyle: { fontSize, fontWeight: 400, color: theme.muted },
  });
  return {
    title: `${OURS} compared with ${REFERENCE}: time and bytes`,
    description: groups.map(({ description }) => description).join(" "),
    height: GRID.top + groups.length * GROUP_HEIGHT + GRID.bottom,
    option: {
      ...{ animation: false, textStyle: { fontFamily: "inherit" }, grid: GRID, xAxis: { show: false, max: 1 } },
      legend: {
        ...{ left: 0, top: 4, padding: 0, itemGap: 30, selectedMode: false, data: [OURS, REFERENCE] },
        ...{ icon: "roundRect", itemWidth: 12, itemHeight: 12 },
        textStyle: { color: theme.text, width: 200, fontSize: 13 },
      },
      yAxis: [
        axis("left", titles, { title: { fontSize: 15, fontWeight: 600, lineHeight: 20, color: theme.text } }),
        axis("right", ratios, { ratio: { fontSize: 24, fontWeight: 600, lineHeight: 26, color: theme.ours } }),
      ],
      series: [
        series(OURS, ["ours"], theme.ours, theme.text, 600),
        series(REFERENCE, ["reference"], theme.reference, theme.muted),
        series("for comparison", Object.keys(PEERS), theme.peer, theme.muted),
      ],
      title: [
        caption("shorter is better", 12, { left: WIDTH, textAlign: "right", top: 0 }),
        caption(machine ? machineOf(machine) : "", 11, { left: 0, bottom: 4 }),
      ],
    },
  };
}

/** Charts with the same fingerprint are the same. An SVG file contains the fingerprint of its chart. */
export function fingerprint(chart: Chart): string {
  return createHash("sha256").update(JSON.stringify(chart)).digest("hex");
}

export function draw(chart: Chart): string {
  // Only the bench installs ECharts, so the rest of the project has no types of it.
  const echarts = createRequire(import.meta.url)("echarts");
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: chart.height });
  drawing.setOption(chart.option);
  const svg: string = drawing.renderToSVGString();
  drawing.dispose();
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const labels = `<title>${escaped(chart.title)}</title>\n<desc>${escaped(chart.description)}</desc>`;
  return svg
    .replace(/<style.*<\/style>\n/s, "")
    .replace(/ class="[^"]*"|font-family:inherit;| ecmeta_\w+="[^"]*"|<path [^>]*pointer-events[^>]*><\/path>\n/g, "")
    .replace(/^<svg ([^>]*)>/, `<svg role="img" font-family="${FONT}" $1>\n<!-- ${fingerprint(chart)} -->\n${labels}`)
    .concat("\n");
}

/** The bars of one figure, with its titles and ratio. */
function groupOf({ chart: [title, subtitle] = ["", ""], row: { unit, figures } }: MeasuredFigure) {
  const columns = Object.entries(figures).filter(([column]) => column in NAMES);
  const longest = Math.max(...columns.map(([, value]) => value));
  const [divisor, shownUnit, adjective] =
    unit === "B" ? ([1000, "kB", "smaller"] as const) : ([1, unit, "faster"] as const);
  const texts = columns.map(
    ([column, value]) => [column, textOf(value / divisor, shownUnit), value / longest] as const,
  );
  const times = (figures.reference ?? Number.NaN) / (figures.ours ?? Number.NaN);
  const ratio = `${times.toFixed(times < 10 ? 1 : 0)}×`;
  const inWords = texts.map(([column, text]) => `${text} ${NAMES[column]}`).join(", ");
  return {
    ...{ title, subtitle, ratio, adjective },
    bars: texts.map(([column, text, length]) => {
      return { column, length, text: column in PEERS ? `${text} · ${NAMES[column]}` : text };
    }),
    description: `${title} (${subtitle}): ${inWords}; ${ratio} ${adjective}.`,
  };
}

/** Which figures are shown, and how. bench/results.json has all of them. */
import { type Results, type Row, ratio } from "../results.js";

export interface Figure {
  /** In the table of docs/performance.md, if it is in the table. */
  what?: string;
  /** Title and subtitle in the chart. */
  chart?: readonly [title: string, subtitle: string];
  /** In the table and chart of the README. */
  summary?: string;
}

/** By bench and row. */
const figures: Record<string, Figure> = {
  "cold require/load": { what: "`require` in a fresh process" },
  "cold require/signed": {
    what: "`require`, a client, and a public and a signed response",
    chart: ["Cold start", "require to first signed response"],
    summary: "Cold start, up to the first signed response",
  },
  "cold import/signed": { what: "the same with `import`" },
  "cold network": { what: "network modules that `require` loads" },
  "cpu public": {
    what: "CPU time, public call, response from memory",
    chart: ["Public call", "CPU time, response from memory"],
  },
  "cpu signed": {
    what: "CPU time, signed call",
    chart: ["Signed call", "CPU time, response from memory"],
    summary: "CPU time of a signed call",
  },
  "cpu rich": { what: "CPU time, signed call with a rich input" },
  "cpu list": { what: "CPU time, signed call with 60 pools in the response" },
  "cpu error": { what: "CPU time, error response" },
  "cpu retry": { what: "CPU time, call with one retry" },
  "loopback 1/p50": { what: "median latency on loopback, one call at a time" },
  "loopback 16/perSecond": { what: "calls on loopback, 16 at a time" },
  "loopback 16/msPer1000": { chart: ["1,000 calls", "on loopback, 16 at a time"] },
  "loopback 16/p99": { what: "99th percentile of their latency" },
  "loopback 50/perSecond": { what: "calls on loopback, 50 at a time" },
  "memory usedClients": { what: "heap of 1,000 clients that have made a call" },
  "memory inFlight": { what: "heap of 1,000 calls in flight" },
  "memory growth": { what: "heap growth over 100,000 calls" },
  "bundles esbuild/pair/gzip": {
    what: "browser: client, `GetId`, `GetCredentialsForIdentity`; gzip",
    chart: ["Browser, two operations", "credentials for a guest or user; gzip"],
    summary: "Browser bundle: client and two operations, gzip",
  },
  "bundles esbuild/pair/brotli": { what: "the same, brotli" },
  "bundles rollup/pair/gzip": { what: "the same, bundled by Rollup, gzip" },
  "bundles webpack/pair/gzip": { what: "the same, bundled by webpack, gzip" },
  "bundles esbuild/all/gzip": {
    what: "browser: all 23 operations, gzip",
    chart: ["Browser, everything", "all 23 operations; gzip"],
  },
  "bundles esbuild/provider/gzip": { what: "browser: `fromCognitoIdentityPool`, gzip" },
  "install packages": { what: "`npm install`: packages" },
  "install bytes": { what: "`npm install`: bytes" },
  "types newest": { what: "`tsc` on a file that uses the client" },
};

/** The rows of the local service, without what stores its state. */
export const localFigures: Record<string, string> = {
  readPerSecond: "`GetId` of known users at random, 16 at a time",
  readMicroseconds: "CPU time of such a call, client included",
  createPerSecond: "`GetId` of a new guest, 16 at a time",
  createMicroseconds: "CPU time of such a call, client included",
  latencyMs: "one new guest at a time, median latency",
  startMs: "start to the first response",
  startCpuMs: "CPU time of that start",
  residentMB: "resident memory after 10,000 random reads",
  folderMB: "data folder",
};

/** A ratio to the figure of another contestant, or the figure itself, and its limit. */
const goals: readonly [row: string, divisor: string | undefined, comparison: "≤" | "≥", limit: number][] = [
  ["cold require/signed", "reference", "≤", 0.38],
  ["cold require/signed", "floor", "≤", 2.4],
  ["cold network", undefined, "≤", 0],
  ["cpu public", "reference", "≤", 0.07],
  ["cpu signed", "reference", "≤", 0.19],
  ["cpu list", "reference", "≤", 0.22],
  ["cpu error", "reference", "≤", 0.17],
  ["loopback 16/perSecond", "reference", "≥", 4],
  ["memory growth", undefined, "≤", 64],
  ["bundles esbuild/pair/gzip", undefined, "≤", 15_600],
  ["bundles esbuild/all/gzip", undefined, "≤", 20_400],
  ["install package", undefined, "≤", 800_000],
];

export type MeasuredFigure = Figure & { readonly row: Row };

/** The figures to show that have been measured. */
export function measured(results: Results): readonly MeasuredFigure[] {
  return Object.entries(figures).flatMap(([id, figure]) => {
    const row = rowOf(results, id);
    return row?.figures.ours === undefined ? [] : [{ ...figure, row }];
  });
}

export function goalsOf(results: Results): object[] {
  return goals.map(([id, divisor, comparison, limit]) => {
    const row = rowOf(results, id);
    const value = divisor === undefined ? row?.figures.ours : ratio(row, "ours", divisor);
    return {
      figure: divisor === undefined ? `${id}, ${row?.unit ?? ""}` : `${id}, ours / ${divisor}`,
      goal: `${comparison} ${limit}`,
      now: value === undefined ? "not measured" : Number(value.toPrecision(3)),
      "met?": value === undefined ? "" : (comparison === "≤" ? value <= limit : value >= limit) ? "yes" : "no",
    };
  });
}

function rowOf(results: Results, id: string): Row | undefined {
  const [bench = "", row = ""] = id.split(" ");
  return results[bench]?.rows[row];
}

/** With its unit, and with the digits that are significant. */
export function textOf(value: number, unit: Row["unit"]): string {
  if (unit === "B" && value >= 1e6) {
    return textOf(value / 1e6, "MB");
  }
  const digits = Number.isInteger(value) || unit === "B" || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const number = value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${number} ${unit}`.replace(" /s", "/s");
}

export function machineOf({ cpu, cores, node, platform, at }: Results[string]["measured"]): string {
  return `${cpu}, ${cores} cores, Node.js ${node.replace("v", "")}, ${platform}, ${at.slice(0, 10)}`;
}

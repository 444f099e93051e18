/** The figures that docs/performance.md and the README show; bench/results.json has all of them. */
import { type Results, type Row, rowOf } from "../Figures.js";

/** What to show of a figure. */
export interface Shown {
  bench: string;
  id: string;
  /** For the table. */
  what: string;
  /** For the chart, if it is in it: title and what it says below. */
  chart?: [title: string, subtitle: string];
  /** What the README calls it, if the README shows it. */
  summary?: string;
  /** Of figures where more is better, the chart shows this instead, so that short bars are good bars everywhere. */
  inverse?: { of: number; unit: Row["unit"] };
}

export const shown: readonly Shown[] = [
  { bench: "cold", id: "require/load", what: "`require` in a fresh process" },
  {
    ...{ bench: "cold", id: "require/signed", what: "`require`, a client, and a public and a signed response" },
    ...{
      chart: ["Cold start", "require to first signed response"],
      summary: "Cold start, up to the first signed response",
    },
  },
  { bench: "cold", id: "import/signed", what: "the same with `import`" },
  { bench: "cold", id: "network", what: "network modules that `require` loads" },
  {
    ...{ bench: "cpu", id: "public", what: "CPU time, public call, response from memory" },
    chart: ["Public call", "CPU time, response from memory"],
  },
  {
    ...{ bench: "cpu", id: "signed", what: "CPU time, signed call" },
    ...{ chart: ["Signed call", "CPU time, response from memory"], summary: "CPU time of a signed call" },
  },
  { bench: "cpu", id: "rich", what: "CPU time, signed call with a rich input" },
  { bench: "cpu", id: "list", what: "CPU time, signed call with 60 pools in the response" },
  { bench: "cpu", id: "error", what: "CPU time, error response" },
  { bench: "cpu", id: "retry", what: "CPU time, call with one retry" },
  { bench: "loopback", id: "1/p50", what: "median latency on loopback, one call at a time" },
  {
    ...{ bench: "loopback", id: "16/perSecond", what: "calls on loopback, 16 at a time" },
    ...{ chart: ["1,000 calls", "on loopback, 16 at a time"], inverse: { of: 1_000_000, unit: "ms" } },
  },
  { bench: "loopback", id: "16/p99", what: "99th percentile of their latency" },
  { bench: "loopback", id: "50/perSecond", what: "calls on loopback, 50 at a time" },
  { bench: "memory", id: "usedClients", what: "heap of 1,000 clients that have made a call" },
  { bench: "memory", id: "inFlight", what: "heap of 1,000 calls in flight" },
  { bench: "memory", id: "growth", what: "heap growth over 100,000 calls" },
  {
    ...{
      bench: "bundles",
      id: "esbuild/pair/gzip",
      what: "browser: client, `GetId`, `GetCredentialsForIdentity`; gzip",
    },
    chart: ["Browser, two operations", "credentials for a guest or user; gzip"],
    summary: "Browser bundle: client and two operations, gzip",
  },
  { bench: "bundles", id: "esbuild/pair/brotli", what: "the same, brotli" },
  { bench: "bundles", id: "rollup/pair/gzip", what: "the same, bundled by Rollup, gzip" },
  { bench: "bundles", id: "webpack/pair/gzip", what: "the same, bundled by webpack, gzip" },
  {
    ...{ bench: "bundles", id: "esbuild/all/gzip", what: "browser: all 23 operations, gzip" },
    chart: ["Browser, everything", "all 23 operations; gzip"],
  },
  { bench: "bundles", id: "esbuild/provider/gzip", what: "browser: `fromCognitoIdentityPool`, gzip" },
  { bench: "install", id: "packages", what: "`npm install`: packages" },
  { bench: "install", id: "bytes", what: "`npm install`: bytes" },
  { bench: "types", id: "newest", what: "`tsc` on a file that uses the client" },
];

/** Columns beside this package's and AWS's. */
export const PEERS: Readonly<Record<string, string>> = {
  floor: "floor",
  amplify: "Amplify",
  aws4fetch: "aws4fetch",
};

export function found(results: Results, { bench, id }: Shown): Row | undefined {
  const row = rowOf(results, bench, id);
  return row?.figures.ours === undefined ? undefined : row;
}

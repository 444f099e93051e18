/** The figures that the README shows: the whole list is in bench/results.json. */
import { type Results, type Row, rowOf } from "../Figures.js";

/** What to show of a figure. */
export interface Shown {
  bench: string;
  id: string;
  /** For the table. */
  what: string;
  /** For the chart, if it is in it: title and what it says below. */
  chart?: [title: string, subtitle: string];
  /** Of figures where more is better, the chart shows this instead, so that short bars are good bars everywhere. */
  inverse?: { of: number; unit: Row["unit"] };
}

export const shown: readonly Shown[] = [
  { bench: "cold", id: "require/load", what: "`require` in a fresh process" },
  {
    ...{ bench: "cold", id: "require/signed", what: "… and a client, a public and a signed answer" },
    chart: ["Cold start", "require to first signed answer"],
  },
  { bench: "cold", id: "import/signed", what: "the same with `import`" },
  { bench: "cold", id: "network", what: "network modules that `require` alone loads" },
  {
    ...{ bench: "cpu", id: "public", what: "CPU time, public call, answered from memory" },
    chart: ["Public call", "CPU time, answered from memory"],
  },
  {
    ...{ bench: "cpu", id: "signed", what: "CPU time, signed call" },
    chart: ["Signed call", "CPU time, answered from memory"],
  },
  { bench: "cpu", id: "rich", what: "CPU time, signed call with a rich input" },
  { bench: "cpu", id: "list", what: "CPU time, signed call with 60 pools in the answer" },
  { bench: "cpu", id: "error", what: "CPU time, error answer" },
  { bench: "cpu", id: "retry", what: "CPU time, call with one retry" },
  { bench: "loopback", id: "1/p50", what: "median latency on the loopback, one call at a time" },
  {
    ...{ bench: "loopback", id: "16/perSecond", what: "calls on the loopback, 16 at a time" },
    ...{ chart: ["1,000 calls", "on the loopback, 16 at a time"], inverse: { of: 1_000_000, unit: "ms" } },
  },
  { bench: "loopback", id: "16/p99", what: "99 of 100 of these within" },
  { bench: "loopback", id: "50/perSecond", what: "calls on the loopback, 50 at a time" },
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
  },
  { bench: "bundles", id: "esbuild/pair/brotli", what: "the same, brotli" },
  { bench: "bundles", id: "rollup/pair/gzip", what: "the same, by Rollup, gzip" },
  { bench: "bundles", id: "webpack/pair/gzip", what: "the same, by webpack, gzip" },
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

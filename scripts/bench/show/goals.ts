import { type Results, ratio, rowOf } from "../Figures.js";

interface Goal {
  figure: string;
  /** Met by this or less, or by this or more. */
  atMost?: number;
  atLeast?: number;
  now(results: Results): number | undefined;
}

const goals: readonly Goal[] = [
  {
    figure: "cold start to the first signed answer, ours / reference",
    atMost: 0.3,
    now: (results) => ratio(rowOf(results, "cold", "require/signed"), "ours", "reference"),
  },
  {
    figure: "the same, ours / floor",
    atMost: 1.8,
    now: (results) => ratio(rowOf(results, "cold", "require/signed"), "ours", "floor"),
  },
  {
    figure: "CPU of a public call, answered from memory, ours / reference",
    atMost: 0.08,
    now: (results) => ratio(rowOf(results, "cpu", "public"), "ours", "reference"),
  },
  {
    figure: "CPU of a signed call, ours / reference",
    atMost: 0.2,
    now: (results) => ratio(rowOf(results, "cpu", "signed"), "ours", "reference"),
  },
  {
    figure: "loopback, 16 at a time, calls per second, ours / reference",
    atLeast: 4,
    now: (results) => ratio(rowOf(results, "loopback", "16/perSecond"), "ours", "reference"),
  },
  {
    figure: "the same, ours / floor",
    atLeast: 0.6,
    now: (results) => ratio(rowOf(results, "loopback", "16/perSecond"), "ours", "floor"),
  },
  {
    figure: "browser, pair, esbuild, gzip, bytes",
    atMost: 9500,
    now: (results) => rowOf(results, "bundles", "esbuild/pair/gzip")?.figures.ours,
  },
  {
    figure: "the same, ours / Amplify",
    atMost: 1,
    now: (results) => ratio(rowOf(results, "bundles", "esbuild/pair/gzip"), "ours", "amplify"),
  },
  {
    figure: "browser, all operations, esbuild, gzip, bytes",
    atMost: 19_000,
    now: (results) => rowOf(results, "bundles", "esbuild/all/gzip")?.figures.ours,
  },
  {
    figure: "network modules that `require` alone loads",
    atMost: 0,
    now: (results) => rowOf(results, "cold", "network")?.figures.ours,
  },
  {
    figure: "heap growth over 100,000 calls, kB (less is the collector's noise)",
    atMost: 64,
    now: (results) => rowOf(results, "memory", "growth")?.figures.ours,
  },
  {
    figure: "the package, unpacked, bytes",
    atMost: 600_000,
    now: (results) => rowOf(results, "install", "package")?.figures.ours,
  },
];

export function printGoals(results: Results): void {
  const rows = goals.map(({ figure, atMost, atLeast, now }) => {
    const value = now(results);
    const met = value === undefined ? undefined : value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
    return {
      figure,
      goal: atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`,
      now: value === undefined ? "not measured" : Number.isInteger(value) ? value : Number(value.toPrecision(3)),
      "met?": met === undefined ? "" : met ? "yes" : "no",
    };
  });
  console.log("Goals");
  console.table(rows);
}

/** The local service with few and with many identities, in memory and with a data folder, over HTTP. */
import { Child } from "./Child.js";
import { oursWithDataFolder } from "./contestants.js";
import type { BenchOptions, Row } from "./Figures.js";

interface Case {
  startMs?: number;
  startCpuMs?: number;
  createPerSecond: number;
  createMicroseconds: number;
  readPerSecond: number;
  readMicroseconds: number;
  latencyMs: number;
  residentMB: number;
  folderMB?: number;
}

const FIGURES: readonly [figure: keyof Case, what: string, unit: Row["unit"]][] = [
  ["readPerSecond", "`GetId` of known users at random, 16 at a time", "/s"],
  ["readMicroseconds", "CPU time of a known user's, client included", "µs"],
  ["createPerSecond", "`GetId` of a new guest, 16 at a time", "/s"],
  ["createMicroseconds", "CPU time of a new guest's, client included", "µs"],
  ["latencyMs", "one new guest alone", "ms"],
  ["startMs", "start to the first response", "ms"],
  ["startCpuMs", "CPU time of that start", "ms"],
  ["residentMB", "resident memory after 10,000 random reads", "MB"],
  ["folderMB", "data folder", "MB"],
];

export function local({ quick }: BenchOptions): Promise<Row[]> {
  return rowsOf([1, 10_000], quick ? 0.3 : 1.5, true);
}

/** A million identities take a minute to plant, so they run when asked for. */
export function million(): Promise<Row[]> {
  return rowsOf([1, 1_000_000], 3, false);
}

/** A row for each figure, a column for each number of identities. */
async function rowsOf(sizes: readonly number[], seconds: number, synced: boolean): Promise<Row[]> {
  const { folder, package: name } = await oursWithDataFolder();
  const rows: Row[] = [];
  for (const kept of ["memory", "folder", ...(synced ? ["synced folder"] : [])]) {
    const cases = new Map<string, Case>();
    // What a disk takes to confirm a write does not depend on how much is there.
    for (const identities of kept === "synced folder" ? sizes.slice(0, 1) : sizes) {
      // Each case has a process of its own, so that memory is that of one case.
      await using child = new Child("local.mjs", [folder, name], ["--max-old-space-size=6144", "--expose-gc"]);
      cases.set(
        `${identities.toLocaleString("en-US")} identities`,
        await child.ask<Case>({ kept, identities, seconds }),
      );
    }
    for (const [figure, what, unit] of FIGURES) {
      const found = [...cases].flatMap(([column, { [figure]: value }]) =>
        value === undefined ? [] : [[column, Number(value.toPrecision(4))] as const],
      );
      if (found.length > 0) {
        rows.push({ id: `${kept}/${figure}`, what: `${kept}: ${what}`, unit, figures: Object.fromEntries(found) });
      }
    }
  }
  return rows;
}

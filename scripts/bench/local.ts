/** The local service with few and with many identities, in memory and with a data folder, over HTTP. */
import { alternate, medians } from "./alternate.js";
import { Child } from "./Child.js";
import { oursWithDataFolder } from "./contestants.js";
import type { BenchOptions, Row } from "./Figures.js";

/** What is measured once for each number of identities. */
interface Whole {
  startMs?: number;
  startCpuMs?: number;
  residentMB: number;
  folderMB?: number;
}

/** One turn of requests. */
interface Turn {
  perSecond: number;
  microseconds: number;
}

type Case = Whole & {
  latencyMs: number;
  createPerSecond: number;
  createMicroseconds: number;
  readPerSecond: number;
  readMicroseconds: number;
};

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
  return rowsOf([1, 10_000], quick ? { count: 1, seconds: 0.3 } : { count: 5, seconds: 0.3 }, true);
}

/** A million identities take a minute to plant, so they run when asked for. */
export function million(): Promise<Row[]> {
  return rowsOf([1, 1_000_000], { count: 6, seconds: 0.5 }, false);
}

interface Turns {
  count: number;
  seconds: number;
}

/** A row for each figure, a column for each number of identities. */
async function rowsOf(sizes: readonly number[], turns: Turns, synced: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kept of ["memory", "folder", ...(synced ? ["synced folder"] : [])]) {
    // What a disk takes to confirm a write does not depend on how much is there.
    const cases = await casesOf(kept, kept === "synced folder" ? sizes.slice(0, 1) : sizes, turns);
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

/** Each number of identities has a process of its own, so that memory is that of one. Their requests take turns. */
async function casesOf(kept: string, sizes: readonly number[], { count, seconds }: Turns): Promise<Map<string, Case>> {
  const { folder, package: name } = await oursWithDataFolder();
  const children = new Map<string, Child>();
  const childOf = (column: string): Child => children.get(column) as Child;
  try {
    const wholes: Record<string, Whole> = {};
    for (const identities of sizes) {
      const column = `${identities.toLocaleString("en-US")} identities`;
      children.set(column, new Child("local.mjs", [folder, name], ["--max-old-space-size=6144", "--expose-gc"]));
      wholes[column] = await childOf(column).ask<Whole>({ ask: "start", kept, identities });
    }
    const columns = [...children.keys()];
    const turnsOf = (ask: string): Promise<Record<string, Turn[]>> =>
      alternate(columns, count, (column) => childOf(column).ask<Turn>({ ask, seconds }));
    const reads = await turnsOf("read");
    const creates = await turnsOf("create");
    const cases = new Map<string, Case>();
    for (const column of columns) {
      const figureOf = (samples: Record<string, Turn[]>, figure: keyof Turn): number =>
        medians(samples, (turn) => turn[figure]).figures[column] as number;
      const { latencyMs } = await childOf(column).ask<Pick<Case, "latencyMs">>({ ask: "latency" });
      cases.set(column, {
        ...(wholes[column] as Whole),
        readPerSecond: figureOf(reads, "perSecond"),
        readMicroseconds: figureOf(reads, "microseconds"),
        createPerSecond: figureOf(creates, "perSecond"),
        createMicroseconds: figureOf(creates, "microseconds"),
        latencyMs,
      });
      await childOf(column).ask({ ask: "end" });
    }
    return cases;
  } finally {
    for (const child of children.values()) {
      await child[Symbol.asyncDispose]();
    }
  }
}

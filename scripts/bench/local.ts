/** The local service with few and with many identities, in memory and with a data folder, over HTTP. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { oursWithDataFolder } from "./contestants.js";
import { Program, Programs } from "./Program.js";
import { prefixed, type Row, type Rows } from "./results.js";
import { medians, rounded } from "./rounds.js";

/** What programs/local.mjs measures in one turn. */
type Turn = Record<"perSecond" | "microseconds" | "p50", number>;

export function local(quick: boolean): Promise<Rows> {
  return rowsOf({ memory: [1, 10_000], folder: [1, 10_000], "synced folder": [1] }, quick ? 1 : 5, 300);
}

/** Storing a million identities takes one minute. */
export function million(): Promise<Rows> {
  return rowsOf({ memory: [1, 1_000_000], folder: [1, 1_000_000] }, 6, 500);
}

async function rowsOf(sizes: Record<string, readonly number[]>, rounds: number, ms: number): Promise<Rows> {
  const rows: Rows = {};
  for (const [kind, numbers] of Object.entries(sizes)) {
    Object.assign(rows, prefixed(kind, await measure(kind, numbers, rounds, ms)));
  }
  return rows;
}

/** A column for each number of identities. Each has its own process, so that its memory can be measured. */
async function measure(kind: string, sizes: readonly number[], rounds: number, ms: number): Promise<Rows> {
  const { folder, package: name } = await oursWithDataFolder();
  const start = () => new Program("local", [folder, name], ["--max-old-space-size=6144", "--expose-gc"]);
  const temporary = mkdtempSync(join(tmpdir(), "cognito-identity-bench-"));
  try {
    await using programs = new Programs();
    const starts: Record<string, Record<string, number>> = {};
    for (const identities of sizes) {
      const dataFolder = kind === "memory" ? undefined : join(temporary, String(identities));
      const options = { dataFolder, syncData: kind === "synced folder", identities };
      if (dataFolder !== undefined) {
        await using filler = start();
        await filler.ask({ ask: "fill", ...options });
      }
      const column = `${identities.toLocaleString("en-US")} ${identities === 1 ? "identity" : "identities"}`;
      programs.add(column, start());
      starts[column] = await programs.ask(column, { ask: "start", ...options });
    }
    const turns = (kind: string, inFlight: number) => programs.turns<Turn>(rounds, { ask: "turn", kind, inFlight, ms });
    const [known, guests, single] = [await turns("known", 16), await turns("guest", 16), await turns("guest", 1)];
    return {
      readPerSecond: medians("/s", known, ({ perSecond }) => perSecond),
      readMicroseconds: medians("µs", known, ({ microseconds }) => microseconds),
      createPerSecond: medians("/s", guests, ({ perSecond }) => perSecond),
      createMicroseconds: medians("µs", guests, ({ microseconds }) => microseconds),
      latencyMs: medians("ms", single, ({ p50 }) => p50),
      ...startRows(starts),
    };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function startRows(starts: Record<string, Record<string, number>>): Rows {
  const rows: Rows = {};
  for (const id of Object.keys(Object.values(starts)[0] ?? {})) {
    const figures = Object.entries(starts).map(([column, start]) => [column, rounded(start[id] as number)]);
    rows[id] = { unit: id.endsWith("MB") ? "MB" : "ms", figures: Object.fromEntries(figures) } satisfies Row;
  }
  return rows;
}

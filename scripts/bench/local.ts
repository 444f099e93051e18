/** The local service with few and with many identities, in memory and with a data folder, over HTTP. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { oursWithDataFolder } from "./contestants.js";
import { measure, prefixed } from "./measure.js";
import { Programs } from "./Programs.js";
import type { Rows, Unit } from "./results.js";

const UNITS: Record<string, Unit> = {
  ...{ readPerSecond: "/s", readMicroseconds: "µs", createPerSecond: "/s", createMicroseconds: "µs", latencyMs: "ms" },
  ...{ startMs: "ms", startCpuMs: "ms", residentMB: "MB", folderMB: "MB" },
};

export function local(quick: boolean): Promise<Rows> {
  return rowsOf({ memory: [1, 10_000], folder: [1, 10_000], "synced folder": [1] }, quick ? 1 : 5, 300);
}

/** Storing a million identities takes one minute. */
export function million(): Promise<Rows> {
  return rowsOf({ memory: [1, 1_000_000], folder: [1, 1_000_000] }, 6, 500);
}

async function rowsOf(sizes: Record<string, readonly number[]>, rounds: number, ms: number): Promise<Rows> {
  const { folder, package: name } = await oursWithDataFolder();
  const temporary = mkdtempSync(join(tmpdir(), "cognito-identity-bench-"));
  const rows: Rows = {};
  try {
    for (const [kind, numbers] of Object.entries(sizes)) {
      await using programs = new Programs();
      // A column for each number of identities. Each has its own process, so that its memory can be measured.
      for (const identities of numbers) {
        const dataFolder = kind === "memory" ? undefined : join(temporary, `${kind} ${identities}`);
        const options = JSON.stringify({ dataFolder, syncData: kind === "synced folder", identities });
        const column = `${identities.toLocaleString("en-US")} ${identities === 1 ? "identity" : "identities"}`;
        const start = (into: Programs) =>
          into.start(column, "local.mjs", [folder, name, options], ["--max-old-space-size=6144", "--expose-gc"]);
        if (dataFolder !== undefined) {
          await using filler = new Programs();
          start(filler);
          await measure(1, UNITS, filler.turns({ ask: "fill" }));
        }
        start(programs);
      }
      const started = await measure(1, UNITS, programs.turns({ ask: "start" }));
      const calls = await measure(rounds, UNITS, programs.turns({ ask: "call", ms }));
      Object.assign(rows, prefixed(kind, { ...calls, ...started }));
    }
    return rows;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

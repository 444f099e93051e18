import { existsSync, readFileSync, writeFileSync } from "node:fs";

export type Unit = "ms" | "µs" | "/s" | "B" | "kB" | "MB" | "files" | "packages" | "modules";

/** One figure of each contestant or case: `ours`, `reference`, `floor`, and others. */
export interface Row {
  unit: Unit;
  figures: Record<string, number>;
  /** Half of the interquartile range, divided by the median. */
  spread?: Record<string, number>;
}

/** By ID, which is unique within its bench. */
export type Rows = Record<string, Row>;

export interface Section {
  /** Where and when, because benches can run at different times. `load` is the load average, to which the bench itself contributes 1 or 2. */
  measured: { at: string; cpu: string; cores: number; node: string; platform: string; load?: number };
  rows: Rows;
}

/** By the name of the bench. */
export type Results = Record<string, Section>;

export function readResults(path: string): Results {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Results) : {};
}

export function writeResults(path: string, results: Results): void {
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
}

/** Undefined if a figure is missing. */
export function ratio(row: Row | undefined, column: string, divisor: string): number | undefined {
  const [one, other] = [row?.figures[column], row?.figures[divisor]];
  return one === undefined || !other ? undefined : one / other;
}

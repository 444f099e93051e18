/** What a bench finds: rows of figures, one per column, for instance `ours`, `reference` and `floor`. */
export interface Row {
  /** Unique within its bench. */
  id: string;
  /** What was measured, for a reader. */
  what: string;
  unit: "ms" | "µs" | "/s" | "B" | "kB" | "MB" | "files" | "packages" | "modules";
  figures: Record<string, number>;
  /** Half of the distance between the quartiles, as a share of the median: how far single rounds lay apart. */
  spread?: Record<string, number>;
}

export interface Section {
  title: string;
  /** Where and when; each bench has its own, for they need not run together. */
  measured: Stamp;
  rows: Row[];
}

export interface Stamp {
  at: string;
  cpu: string;
  cores: number;
  node: string;
  platform: string;
  /** How many processes wanted a core in the last minute; the bench itself is one or two of them. */
  load?: number;
}

/** By the bench's name. */
export type Results = Record<string, Section>;

export interface Bench {
  name: string;
  title: string;
  /** Runs only when `--only` names it. */
  onlyWhenAsked?: boolean;
  run(options: BenchOptions): Promise<Row[]>;
}

export interface BenchOptions {
  /** Few rounds: shows that everything works, and no more. */
  quick: boolean;
}

/** A figure over another of its row; undefined when either is missing. */
export function ratio(row: Row | undefined, column: string, over: string): number | undefined {
  const [one, other] = [row?.figures[column], row?.figures[over]];
  return one === undefined || other === undefined || other === 0 ? undefined : one / other;
}

export function rowOf(results: Results, bench: string, id: string): Row | undefined {
  return results[bench]?.rows.find((row) => row.id === id);
}

/** What is used of an `abstract-level` database. `classic-level` is one. */
export interface Level {
  getSync(key: string, options?: { snapshot?: LevelSnapshot }): string | undefined;
  iterator(options: Bounds): AsyncIterable<[key: string, value: string]>;
  /** What is stored now. To be closed. */
  snapshot(): LevelSnapshot;
  /** @param options whether to wait for the disk */
  batch(operations: Operation[], options: { sync: boolean }): Promise<void>;
  close(): Promise<void>;
}

export type Operation = { type: "put"; key: string; value: string } | { type: "del"; key: string };

export interface LevelSnapshot {
  close(): Promise<void>;
}

export interface Bounds {
  /** From this key on. */
  readonly gte: string;
  /** Up to, but without, this key. */
  readonly lt: string;
  readonly reverse?: boolean;
  readonly snapshot?: LevelSnapshot;
}

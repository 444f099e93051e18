/** The part of the interface of `abstract-level` that is used. `classic-level` implements it. */
export interface Level {
  getSync(key: string, options?: { snapshot?: LevelSnapshot }): string | undefined;
  iterator(options: Bounds): AsyncIterable<[key: string, value: string]>;
  /** The current contents. The caller has to close it. */
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
  /** The first key. */
  readonly gte: string;
  /** The end, which is not included. */
  readonly lt: string;
  readonly reverse?: boolean;
  readonly snapshot?: LevelSnapshot;
}

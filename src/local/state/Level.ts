import type { AbstractLevel } from "abstract-level";

/** What `memory-level` and `classic-level` have in common. Only the latter knows `sync`. */
export type Level = Omit<AbstractLevel<string | Buffer | Uint8Array, string, string>, "batch"> & {
  batch(operations: Operation[], options: { sync: boolean }): Promise<void>;
};
export type Operation = { type: "put"; key: string; value: string } | { type: "del"; key: string };

/** One kind of attack. It takes about a minute. */
export interface Stage {
  readonly name: string;
  /** The reason why it can't run on this machine, if there is one. */
  skipReason?(): string | undefined;
  /** @param random returns a number from 0 up to 1; the sequence is the same for the same seed */
  run(random: () => number): Promise<Figures>;
}

export interface Figures {
  /** The number of attempts by kind, such as "requests" or "kills". */
  readonly counts: Readonly<Record<string, number>>;
  /** What should not have happened. Empty if everything passed. */
  readonly failures: readonly string[];
}

export const pick = <Value>(random: () => number, values: readonly [Value, ...Value[]]): Value =>
  values[Math.floor(random() * values.length)] ?? values[0];

/** Mulberry32, which is small and sufficient for choosing attacks. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value = (value + Math.imul(value ^ (value >>> 7), value | 61)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

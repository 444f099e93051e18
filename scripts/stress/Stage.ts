/** One kind of attack. Bounded: it takes a minute or so. */
export interface Stage {
  readonly name: string;
  /** Why it cannot run on this machine, if it cannot. */
  whyNot?(): string | undefined;
  /** @param random a number from 0 up to 1; the same for the same seed */
  run(random: () => number): Promise<Figures>;
}

export interface Figures {
  /** What was tried, by what it is called: "requests", "kills". */
  readonly counts: Readonly<Record<string, number>>;
  /** What should not have happened; empty when all held. */
  readonly failures: readonly string[];
}

export const pick = <Value>(random: () => number, values: readonly [Value, ...Value[]]): Value =>
  values[Math.floor(random() * values.length)] ?? values[0];

/** Mulberry32: small, and good enough to choose attacks. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value = (value + Math.imul(value ^ (value >>> 7), value | 61)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

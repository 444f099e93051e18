import type { Rows, Unit } from "./results.js";

/** One measurement: figures by the ID of their row. */
export type Turn = () => Promise<Record<string, number>>;

/**
 * Runs rounds with one turn of each contestant, in alternating order, so that other load on the machine affects all of them.
 *
 * @param units - of all figures, or by the last part of their IDs.
 * @returns the medians.
 */
export async function measure(
  rounds: number,
  units: Unit | Readonly<Record<string, Unit>>,
  turns: Readonly<Record<string, Turn>>,
): Promise<Rows> {
  const samples = mapped(turns, (): Record<string, number>[] => []);
  for (let round = 0; round < rounds; round++) {
    const order = Object.entries(turns);
    for (const [contestant, turn] of round % 2 === 0 ? order : order.reverse()) {
      samples[contestant]?.push(await turn());
    }
  }
  const rows: Rows = {};
  for (const [contestant, figures] of Object.entries(samples)) {
    for (const id of Object.keys(figures[0] ?? {})) {
      const unit = typeof units === "string" ? units : (units[id.split("/").at(-1) ?? ""] as Unit);
      rows[id] ??= { unit, figures: {}, ...(rounds > 1 && { spread: {} }) };
      const sorted = figures.map((sample) => sample[id] ?? Number.NaN).sort((one, other) => one - other);
      const median = quantile(sorted, 0.5);
      rows[id].figures[contestant] = rounded(median);
      if (rows[id].spread) {
        const spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2;
        rows[id].spread[contestant] = rounded(spread / (median || 1));
      }
    }
  }
  return rows;
}

/** Interpolates between neighbors. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}

/** To four significant digits, which is more than a bench can measure. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

export function mapped<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  change: (value: From) => To,
): Record<Key, To> {
  const entries = Object.entries<From>(record).map(([key, value]) => [key, change(value)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}

export function prefixed(prefix: string, rows: Rows): Rows {
  return Object.fromEntries(Object.entries(rows).map(([id, row]) => [`${prefix}/${id}`, row]));
}

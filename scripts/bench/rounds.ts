import type { Row } from "./results.js";

/** Runs rounds with one turn of each contestant, in alternating order, so that other load on the machine affects all of them. */
export async function alternate<Sample>(
  contestants: readonly string[],
  rounds: number,
  turn: (contestant: string) => Promise<Sample>,
): Promise<Record<string, Sample[]>> {
  const samples: Record<string, Sample[]> = Object.fromEntries(contestants.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contestant of round % 2 === 0 ? contestants : [...contestants].reverse()) {
      samples[contestant]?.push(await turn(contestant));
    }
  }
  return samples;
}

/** The medians of one figure. */
export function medians<Sample>(
  unit: Row["unit"],
  samples: Record<string, Sample[]>,
  figure: (sample: Sample) => number,
): Row & Required<Pick<Row, "spread">> {
  const row = { unit, figures: {} as Record<string, number>, spread: {} as Record<string, number> };
  for (const [contestant, values] of Object.entries(samples)) {
    const sorted = values.map(figure).sort((one, other) => one - other);
    const median = quantile(sorted, 0.5);
    row.figures[contestant] = rounded(median);
    row.spread[contestant] = rounded((quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2 / (median || 1));
  }
  return row;
}

/** Interpolates between neighbors. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}

/** To four significant digits, which is more than a bench can measure. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

/** So many rounds in which each contestant has one turn, every other round in the opposite order: what slows the machine slows all. */
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

/** Medians and spreads of one figure of all samples. */
export function medians<Sample>(
  samples: Record<string, Sample[]>,
  figure: (sample: Sample) => number | undefined,
): { figures: Record<string, number>; spread: Record<string, number> } {
  const figures: Record<string, number> = {};
  const spread: Record<string, number> = {};
  for (const [contestant, values] of Object.entries(samples)) {
    const sorted = values
      .map(figure)
      .filter((value) => value !== undefined)
      .sort((one, other) => one - other);
    if (sorted.length > 0) {
      const median = quantile(sorted, 0.5);
      figures[contestant] = round(median);
      spread[contestant] = round((quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2 / (median || 1));
    }
  }
  return { figures, spread };
}

/** Of sorted values, between neighbours by their distance. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}

/** Three digits say all that a bench can know. */
function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

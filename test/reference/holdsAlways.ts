import fc from "fast-check";

/**
 * Checks a property with so many random cases for each seed of the run.
 *
 * `SEED=1` repeats what a run with that seed found, `SEED=1,2,3` checks with three in a row, and `RUNS=10` looks ten times as
 * long.
 */
export async function holdsAlways<Case>(property: fc.IAsyncProperty<Case>, cases: number): Promise<void> {
  const { SEED = "", RUNS = "1" } = process.env;
  for (const seed of SEED.split(",").map(Number)) {
    await fc.assert(property, { seed, numRuns: cases * Number(RUNS) });
  }
}

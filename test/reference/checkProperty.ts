import fc from "fast-check";

/**
 * Checks a property with a number of random cases for each seed of the run.
 *
 * `SEED=1` repeats a run with that seed, `SEED=1,2,3` checks with three seeds, and `RUNS=10` checks ten times as many cases.
 */
export async function checkProperty<Case>(property: fc.IAsyncProperty<Case>, cases: number): Promise<void> {
  const { SEED = "", RUNS = "1" } = process.env;
  for (const seed of SEED.split(",").map(Number)) {
    await fc.assert(property, { seed, numRuns: cases * Number(RUNS) });
  }
}

/** One problem in a seed. */
export interface SeedProblem {
  /** The place in the seed, as a JSON pointer (RFC 6901). */
  readonly pointer: string;
  /** The problem, and the expected value. */
  readonly problem: string;
}

/** A seed is invalid. None of it has been applied. */
export class SeedError extends Error {
  override readonly name = "SeedError";
  readonly problems: readonly SeedProblem[];

  /** @param seed the name of the seed in messages, such as "The seed file pools.json" */
  constructor(seed: string, problems: readonly SeedProblem[]) {
    const lines = problems.map(({ pointer, problem }) => `  ${pointer === "" ? "/" : pointer}: ${problem}`);
    super(`${seed} has ${problems.length === 1 ? "an error" : `${problems.length} errors`}:\n${lines.join("\n")}`);
    this.problems = problems;
  }
}

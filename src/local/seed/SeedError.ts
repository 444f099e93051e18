/** A problem of a seed. */
export interface SeedProblem {
  /** Where, as a JSON pointer (RFC 6901). */
  readonly pointer: string;
  /** What is wrong, and what would be right. */
  readonly problem: string;
}

/** A seed that cannot be used. None of it has been applied. */
export class SeedError extends Error {
  override readonly name = "SeedError";
  readonly problems: readonly SeedProblem[];

  /** @param seed what it is called: "The seed file pools.json" */
  constructor(seed: string, problems: readonly SeedProblem[]) {
    const lines = problems.map(({ pointer, problem }) => `  ${pointer === "" ? "/" : pointer}: ${problem}`);
    super(`${seed} has ${problems.length === 1 ? "an error" : `${problems.length} errors`}:\n${lines.join("\n")}`);
    this.problems = problems;
  }
}

import type { TestProject } from "vitest/node";

/** Several projects have random tests, and each runs its own setup. */
const PRINTED = Symbol.for("cognito-identity-client: the seed was printed");

/** Prints the seed with which the random tests of this run can be repeated, once. */
export default function printSeed({ config }: TestProject): void {
  if (PRINTED in globalThis) return;
  Object.assign(globalThis, { [PRINTED]: true });
  console.log(`random tests: SEED=${config.env.SEED}`);
}

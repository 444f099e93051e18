import type { TestProject } from "vitest/node";

/** Several projects have random tests, and each sets up for itself. */
const SAID = Symbol.for("cognito-identity-client: the seed was said");

/** Says once, at the start, what repeats the random tests of this run. */
export default function saySeed({ config }: TestProject): void {
  if (SAID in globalThis) return;
  Object.assign(globalThis, { [SAID]: true });
  console.log(`random tests: SEED=${config.env.SEED}`);
}

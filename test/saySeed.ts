import type { TestProject } from "vitest/node";

/** Says once, at the start, what repeats the random tests of this run. */
export default function saySeed({ config }: TestProject): void {
  console.log(`random tests: SEED=${config.env.SEED}`);
}

import type { Provider } from "@smithy/types";
import { provider } from "../provider.js";

/**
 * The `maxAttempts` of a configuration, which may be numeric text.
 *
 * @throws Error for a value that is not a whole number of at least 1, such as `Number(process.env.NOT_SET)`; if the option is a
 * function, with its first use.
 */
export function attemptsProvider(given: number | Provider<number>): Provider<number> {
  return typeof given === "function" ? async () => checkedAttempts(await given()) : provider(checkedAttempts(given));
}

function checkedAttempts(given: number): number {
  const attempts = typeof given === "string" ? Number(given) : given;
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new Error(`maxAttempts must be a whole number of at least 1, got ${String(given)}.`);
  }
  return attempts;
}

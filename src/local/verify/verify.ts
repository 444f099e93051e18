import type { Strength } from "../evidence/Evidence.js";
import { type Check, World } from "./Check.js";
import { poolChecks } from "./poolChecks.js";
import { requestChecks } from "./requestChecks.js";
import type { Target } from "./Target.js";

export const checks: readonly Check[] = [...requestChecks, ...poolChecks];

export interface Result {
  readonly about: string;
  readonly strength: Strength;
  readonly expected: string;
  /** Absent: not run, because it would have created something. */
  readonly seen?: string;
  readonly isEqual: boolean;
}

export interface Verification {
  readonly results: readonly Result[];
  /** What was created and could not be deleted, and why. */
  readonly left: readonly string[];
}

/** A server on which so many checks in a row time out does not respond to the others either. */
const MOST_TIMEOUTS = 2;

/**
 * Compares an implementation with what is known, check by check, and deletes what the checks have created.
 *
 * @throws Error if the server accepts requests and does not respond to them
 */
export async function verify(
  target: Target,
  {
    allowChanges,
    onResult = () => {},
  }: { readonly allowChanges: boolean; readonly onResult?: (result: Result) => void },
): Promise<Verification> {
  const world = new World(target);
  const results: Result[] = [];
  const left: string[] = [];
  let timeouts = 0;
  for (const check of checks) {
    const result = check.changes && !allowChanges ? skipped(check) : await resultOf(check, world, () => timeouts++);
    left.push(...(await world.clear()));
    results.push(result);
    onResult(result);
    if (timeouts === MOST_TIMEOUTS) {
      throw new Error(`${target.endpoint} does not respond: ${timeouts} checks timed out.`);
    }
  }
  return { results, left };
}

const skipped = ({ about, strength, expected }: Check): Result => ({ about, strength, expected, isEqual: true });

async function resultOf(
  { about, strength, expected, see }: Check,
  world: World,
  onTimeout: () => void,
): Promise<Result> {
  const seen = await see(world).catch((error: Error) => {
    if (error.name === "TimeoutError") {
      onTimeout();
    }
    return error.message;
  });
  return { about, strength, expected, seen, isEqual: seen === expected };
}

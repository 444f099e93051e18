import { type Check, type Strength, World } from "./Check.js";
import { poolChecks } from "./poolChecks.js";
import { requestChecks } from "./requestChecks.js";
import type { Target } from "./Target.js";

const checks: readonly Check[] = [...requestChecks, ...poolChecks];

export interface Result {
  readonly about: string;
  readonly strength: Strength;
  readonly expected: string;
  /** Absent if the check was not run, because it would have created something. */
  readonly seen?: string;
  readonly isEqual: boolean;
}

export interface Verification {
  readonly results: readonly Result[];
  /** Pools that were created and could not be deleted, and the reason. */
  readonly left: readonly string[];
}

/** After this many timeouts in a row, the server is assumed not to respond. */
const MOST_TIMEOUTS = 2;

export interface VerifyOptions {
  readonly allowChanges: boolean;
  readonly onResult?: (result: Result) => void;
  /** Read after each check. If it is aborted, the remaining checks are not run. */
  readonly signal?: AbortSignal;
}

/**
 * Compares an implementation with what is known about AWS's, check by check, and deletes everything that the checks have created.
 *
 * @throws Error if the server accepts requests but does not respond to them
 */
export async function verify(
  target: Target,
  { allowChanges, onResult = () => {}, signal }: VerifyOptions,
): Promise<Verification> {
  const world = new World(target);
  const results: Result[] = [];
  const left: string[] = [];
  let timeouts = 0;
  for (const check of checks) {
    const result =
      !allowChanges && poolChecks.includes(check) ? skipped(check) : await resultOf(check, world, () => timeouts++);
    left.push(...(await world.clear()));
    results.push(result);
    onResult(result);
    if (signal?.aborted) {
      break;
    }
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

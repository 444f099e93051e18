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

/** Compares an implementation with what is known, check by check, and deletes what the checks have created. */
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
  for (const check of checks) {
    const result = check.changes && !allowChanges ? skipped(check) : await resultOf(check, world);
    left.push(...(await world.clear()));
    results.push(result);
    onResult(result);
  }
  return { results, left };
}

const skipped = ({ about, strength, expected }: Check): Result => ({ about, strength, expected, isEqual: true });

async function resultOf({ about, strength, expected, see }: Check, world: World): Promise<Result> {
  const seen = await see(world).catch((error: Error) => error.message);
  return { about, strength, expected, seen, isEqual: seen === expected };
}

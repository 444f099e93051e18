import { TestRunner } from "vitest";

/** What one test compared, for `npm run parity`. */
export interface ParityRecord {
  same: number;
  /** The number of times that each difference occurred, by its name in the registry. */
  different: Record<string, number>;
}

declare module "vitest" {
  interface TaskMeta {
    parity?: ParityRecord;
  }
}

/** The record of the current test, which the reporter receives with its result. */
export function parityRecord(): ParityRecord {
  const meta = TestRunner.getCurrentTest()?.meta ?? {};
  meta.parity ??= { same: 0, different: {} };
  return meta.parity;
}

import { TestRunner } from "vitest";

/** What one test compared, as `npm run parity` counts it. */
export interface ParityRecord {
  same: number;
  /** How often each difference was met, by its name in the registry. */
  different: Record<string, number>;
}

declare module "vitest" {
  interface TaskMeta {
    parity?: ParityRecord;
  }
}

/** The record of the test that is running; it reaches the reporter with the test's result. */
export function parityRecord(): ParityRecord {
  const meta = TestRunner.getCurrentTest()?.meta ?? {};
  meta.parity ??= { same: 0, different: {} };
  return meta.parity;
}

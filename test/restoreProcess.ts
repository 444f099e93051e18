import { afterAll, expect, vi } from "vitest";

const environment = { ...process.env };
const listeners = (): number[] =>
  (["warning", "uncaughtException", "unhandledRejection"] as const).map((event) => process.listenerCount(event));
const before = listeners();

/** Restores what a test file has changed, before the next file runs in the same process. */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const name of Object.keys(process.env)) {
    if (environment[name] === undefined) delete process.env[name];
  }
  Object.assign(process.env, environment);
  expect(listeners(), "listeners of the process that this file leaves behind").toEqual(before);
});

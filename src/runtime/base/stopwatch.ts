import { monotonicTime } from "./monotonicTime.js";

/** A tolerance, because the device's clock has whole milliseconds, and the two clocks are read one after the other. */
const JITTER_MS = 1_000;

/**
 * Returns a function that returns the number of milliseconds since this call.
 *
 * A monotonic clock may stop while a device sleeps, and the device's clock may be set. The clock that measures more time is right.
 */
export function stopwatch(): (now?: number) => number {
  const [startedAt, startTime] = [Date.now(), monotonicTime()];
  return (now = Date.now()) => Math.max(now - startedAt, monotonicTime() - startTime - JITTER_MS);
}

/** The promise's result, or that of `late` if the promise has not settled after this many milliseconds. */
export function within<Result, Late>(
  milliseconds: number,
  promise: Promise<Result>,
  late: () => Late | Promise<Late>,
): Promise<Result | Late> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return Promise.race([promise, limit.then(late)]).finally(() => clearTimeout(timer));
}

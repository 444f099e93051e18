/** The device's clock has whole milliseconds, and the two clocks are read one after the other. */
const JITTER_MS = 1_000;

/**
 * Starts to count milliseconds; the function that it returns tells how many have passed.
 *
 * A monotonic clock may stand still while a device sleeps, and the device's clock may be set: whichever of the two says
 * that more time has passed is right.
 */
export function stopwatch(): (now?: number) => number {
  const [startedAt, startTime] = [Date.now(), monotonicTime()];
  return (now = Date.now()) => Math.max(now - startedAt, monotonicTime() - startTime - JITTER_MS);
}

/** Milliseconds on a clock that cannot be set; bare engines have none. */
export function monotonicTime(): number {
  return globalThis.performance?.now() ?? Date.now();
}

import { monotonicTime } from "./monotonicTime.js";

/**
 * How long callers wait for a refresh that another call has started. After that, they start one themselves.
 *
 * Cloudflare Workers end the I/O and the timers of a request after its response: its promises never settle, or reject for callers that wait
 * for them. On other platforms, the cost is a second request if the first one takes longer than this.
 */
export const JOIN_LIMIT_MS = 3_000;
/** The pause after a refresh. It doubles with each failure. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Makes callers wait for a refresh for this many milliseconds from now. */
export type Extend = (milliseconds: number) => void;

export interface RefreshPolicy<Value> {
  /** The number of milliseconds for which the value can still be used. */
  remaining(value: Value): number;
  /** A refresh starts if less than this is left. */
  readonly refreshBelow: number;
  /** Callers wait for it if less than this is left. */
  readonly waitBelow: number;
  /** Whether callers get the last error during a pause once the value has expired. Default: they start a refresh. */
  readonly repeatsErrors?: boolean;
  /** Called when a refresh fails while the value can still be used. */
  onFailure?(error: unknown): void;
}

export interface Refresher<Value, Options> {
  /**
   * Returns the value, or a new one if it expires too soon.
   *
   * @returns undefined when `free` was called in the meantime.
   * @throws what `load` throws, unless the value can still be used.
   */
  get(options: Options): Promise<Value | undefined>;
  /** Ends every caller's wait at once. */
  free(): void;
}

interface Flight<Value> {
  readonly elapsed: () => number;
  /** The age, in milliseconds, from which callers no longer wait for it. */
  limit: number;
  landed?: Promise<Value | undefined>;
}

/**
 * Keeps a value that expires. One refresh serves all callers.
 *
 * There is no timer: a refresh starts with a call. It is followed by a pause, in which callers get the value for as long as it can be used.
 */
export function refresher<Value extends object, Options extends { forceRefresh?: boolean } | undefined>(
  load: (options: Options, extend: Extend) => Promise<Value>,
  { remaining, refreshBelow, waitBelow, repeatsErrors, onFailure }: RefreshPolicy<Value>,
): Refresher<Value, Options> {
  let value: Value | undefined;
  let latest: Flight<Value> | undefined;
  let failure: { readonly error: unknown } | undefined;
  let sinceLanding = stopwatch();
  let pause = 0;
  const waits = new Set<(nothing: undefined) => void>();

  const land = (nextPause: number, error?: { readonly error: unknown }): void => {
    sinceLanding = stopwatch();
    pause = nextPause;
    failure = error;
  };

  const fly = async (options: Options, flight: Flight<Value>): Promise<Value> => {
    try {
      value = await load(options, (milliseconds) => {
        flight.limit = flight.elapsed() + milliseconds;
      });
      land(FIRST_PAUSE_MS);
      return value;
    } catch (error) {
      // The result of an abandoned refresh is out of date.
      if (flight === latest) {
        land(failure ? Math.min(pause * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS, { error });
      }
      if (value && remaining(value) > 0) {
        onFailure?.(error);
      }
      throw error;
    } finally {
      latest = flight === latest ? undefined : latest;
    }
  };

  const start = (options: Options): Promise<Value | undefined> => {
    const flight: Flight<Value> = { elapsed: stopwatch(), limit: JOIN_LIMIT_MS };
    latest = flight;
    flight.landed = new Promise((resolve, reject) => {
      waits.add(resolve);
      fly(options, flight)
        .finally(() => waits.delete(resolve))
        .then(resolve, reject);
    });
    return flight.landed;
  };

  const get = async (options: Options): Promise<Value | undefined> => {
    const waitLeft = latest ? latest.limit - latest.elapsed() : 0;
    const flight = waitLeft > 0 ? latest?.landed : undefined;
    const isForced = options?.forceRefresh;
    if (value && !isForced) {
      const left = remaining(value);
      const isPaused = left < refreshBelow && sinceLanding() < pause;
      if (isPaused && failure && left <= 0 && repeatsErrors) {
        throw failure.error;
      }
      if (left >= refreshBelow || (isPaused && left > 0)) {
        return value;
      }
      if (left >= waitBelow) {
        // No caller depends on it, because it may never settle (see above).
        (flight ?? start(options)).catch(() => {});
        return value;
      }
    }
    try {
      return await (flight ? within(waitLeft, flight, () => get(options)) : start(options));
    } catch (error) {
      if (flight && flight === latest?.landed) {
        // The refresh has not finished, so it has not failed: the request that started it has ended.
        latest = undefined;
        return get(options);
      }
      if (isForced || !value || remaining(value) <= 0) {
        throw error;
      }
      return value;
    }
  };

  return {
    get,
    free() {
      for (const resolve of waits) {
        resolve(undefined);
      }
    },
  };
}

/** A tolerance, because the device's clock has whole milliseconds, and the two clocks are read one after the other. */
const JITTER_MS = 1_000;

/**
 * Returns a function that returns the number of milliseconds since this call.
 *
 * A monotonic clock may stop while a device sleeps, and the device's clock may be set. The clock that measures more time is right.
 *
 * @param startedAt - the time of the device's clock, for callers that have read it: a second read could be a millisecond later.
 */
export function stopwatch(startedAt: number = Date.now()): (now?: number) => number {
  const startTime = monotonicTime();
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

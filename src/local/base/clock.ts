import { warn } from "./warn.js";

/** Later than this, a year has five digits, which neither signatures nor HTTP dates can print. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The user's clock, made safe: what throws, or is no time, is reported, and the clock goes on from its last good value.
 *
 * It is reported once until it works again, because one request reads the clock several times.
 */
export function safeClock(clock: () => number): () => number {
  let last: number | undefined;
  let failing = false;
  return () => {
    try {
      const now = Number(clock());
      if (!isTime(now)) throw new TypeError(`it returned ${String(now)}, which is not in the years 1970 to 9999`);
      last = now;
      failing = false;
      return now;
    } catch (cause) {
      if (!failing) warn("The `clock` option failed", cause);
      failing = true;
      return last ?? Date.now();
    }
  };
}

const isTime = (milliseconds: number): boolean => milliseconds >= 0 && milliseconds <= LATEST;

/** A clock that runs along with another until it is set, moved or stopped. */
export class Clock {
  readonly #base: () => number;
  /** How far ahead of the base it runs. */
  #offset = 0;
  #stoppedAt: number | undefined;

  constructor(base: () => number) {
    this.#base = base;
  }

  now(): number {
    return this.#stoppedAt ?? this.#base() + this.#offset;
  }

  get stopped(): boolean {
    return this.#stoppedAt !== undefined;
  }

  set(time: number | Date, stopped = false): void {
    const milliseconds = Number(time);
    if (!isTime(milliseconds)) {
      throw new TypeError(
        `time must lie in the years 1970 to 9999, not at ${String(milliseconds)} ms since the epoch.`,
      );
    }
    this.#stoppedAt = stopped ? milliseconds : undefined;
    this.#offset = milliseconds - this.#base();
  }

  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds, this.stopped);
  }

  reset(): void {
    this.#offset = 0;
    this.#stoppedAt = undefined;
  }
}

import { InputError, shown } from "./check.js";
import { warn } from "./warn.js";

/** Later than this, a year has five digits, which neither signatures nor HTTP dates can print. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const isTime = (milliseconds: number): boolean => milliseconds >= 0 && milliseconds <= LATEST;

const ISO_8601 = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Milliseconds since the epoch, for a date or a time with a zone in ISO 8601; NaN for other text. */
export function isoTime(text: string): number {
  const date = text.slice(0, 10);
  // `Date.parse` reads February 31 as March 3.
  const isDate =
    ISO_8601.test(text) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  return isDate ? Date.parse(text) : Number.NaN;
}

/** Looks up `Date` each time, because tests replace it. */
export const machineTime = (): number => Date.now();

/** A clock that follows another one until it is set, moved, or stopped. */
export class Clock {
  readonly #base: () => number;
  /** The difference from the base. */
  #offset = 0;
  #stoppedAt: number | undefined;

  constructor(base: () => number) {
    this.#base = base;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#stoppedAt ?? this.#base() + this.#offset;
  }

  /** The state of the clock as JSON. */
  describe(): { readonly time: string; readonly stopped: boolean } {
    return { time: new Date(this.now()).toISOString(), stopped: this.stopped };
  }

  /** How far it is ahead of the clock that it follows, in milliseconds; negative if it is behind. */
  get offset(): number {
    return this.now() - this.#base();
  }

  get stopped(): boolean {
    return this.#stoppedAt !== undefined;
  }

  /** @throws InputError for a time outside the years 1970 to 9999 */
  set(time: number | Date, stopped = false): void {
    const value: unknown = time?.valueOf();
    // Not `Number(time)`, which converts null, true, and "5" to times in 1970.
    const milliseconds = typeof value === "number" ? value : Number.NaN;
    if (!isTime(milliseconds)) {
      const problem = Number.isNaN(milliseconds)
        ? `must be a Date, or milliseconds since the epoch, not ${time instanceof Date ? "an invalid Date" : shown(time)}`
        : `must be in the years 1970 to 9999, not ${milliseconds} ms since the epoch`;
      throw new InputError({ path: ["time"], problem }, "");
    }
    this.#stoppedAt = stopped ? milliseconds : undefined;
    this.#offset = milliseconds - this.#base();
  }

  /** @throws InputError for anything but a number, and for a time outside the years 1970 to 9999 */
  advance(milliseconds: number): void {
    if (typeof milliseconds !== "number" || Number.isNaN(milliseconds)) {
      const problem = `must be a number, negative to go back, not ${shown(milliseconds)}`;
      throw new InputError({ path: ["milliseconds"], problem }, "");
    }
    this.set(this.now() + milliseconds, this.stopped);
  }

  reset(): void {
    this.#offset = 0;
    this.#stoppedAt = undefined;
  }
}

/**
 * The user's clock with errors handled: an error, or a value that is not a time, is reported, and the clock continues from its last valid
 * value.
 *
 * A problem is reported once until the clock works again, because one request reads the clock several times.
 */
export function safeClock(clock: () => number): () => number {
  let last: number | undefined;
  let failing = false;
  return () => {
    try {
      const now = Number(clock());
      if (!isTime(now)) {
        throw new Error(`it returned ${now}, which is not in the years 1970 to 9999`);
      }
      last = now;
      failing = false;
      return now;
    } catch (cause) {
      if (!failing) {
        warn("The `clock` option failed", cause);
      }
      failing = true;
      return last ?? Date.now();
    }
  };
}

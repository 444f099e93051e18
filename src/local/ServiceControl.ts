import { checked, flag, object, optional } from "./base/check.js";
import type { Clock } from "./base/clock.js";
import type { Fault, FaultList } from "./base/faults.js";

/** Controls the clock and the faults of a service. The control route and the console do the same over HTTP. */
export interface ServiceControl {
  /** The service's clock, in milliseconds since the epoch. */
  now(): number;
  /** Whether the clock is stopped. */
  readonly stopped: boolean;
  /**
   * Sets the clock, which then runs from this time or is stopped at it.
   *
   * @throws InputError for a time outside the years 1970 to 9999, and for another option than `stopped`.
   */
  setTime(time: number | Date, options?: { readonly stopped?: boolean }): void;
  /**
   * Moves the clock forward, or back if the number is negative.
   *
   * @throws InputError for a value that is not a number, and for a time outside the years 1970 to 9999.
   */
  advanceTime(milliseconds: number): void;
  /** Restores the clock that the service was started with. */
  resetTime(): void;
  /**
   * Adds a fault, and returns a function that removes it. The faults that match a request apply in order: each delays the request or
   * changes its date, until one ends it.
   *
   * Faults apply before the signature is checked. If a fault ends a request, the operation is not performed, except for `truncate`.
   *
   * @throws InputError that names the member that is wrong.
   */
  addFault(fault: Fault): () => void;
  /** The active faults, in order. `times` is the number of requests that each still affects. */
  faults(): readonly Fault[];
  /** Removes all faults. */
  clearFaults(): void;
}

const SET_TIME = object<NonNullable<Parameters<ServiceControl["setTime"]>[1]>>(
  { stopped: optional(flag) },
  { noun: "an option", expected: "an object, such as { stopped: true }" },
);

export const serviceControl = (clock: Clock, faults: FaultList): ServiceControl => ({
  now: () => clock.now(),
  get stopped() {
    return clock.stopped;
  },
  setTime: (time, options = {}) =>
    clock.set(time, checked(SET_TIME, options, "The second argument of setTime").stopped),
  advanceTime: (milliseconds) => clock.advance(milliseconds),
  resetTime: () => clock.reset(),
  addFault: (fault) => faults.add(fault),
  faults: () => faults.list(),
  clearFaults: () => faults.clear(),
});

import type { Clock } from "./base/clock.js";
import type { Fault, FaultList } from "./base/faults.js";

/** Controls time and failures: the same for code in the process, the control route, the command line and the console. */
export interface ServiceControl {
  /** The service's clock, in milliseconds since the epoch. */
  now(): number;
  /** Whether the clock stands still. */
  readonly stopped: boolean;
  /**
   * Stops the clock at a time, or lets it run from there on.
   *
   * @throws InputError for a time outside the years 1970 to 9999.
   */
  setTime(time: number | Date, options?: { readonly stopped?: boolean }): void;
  /**
   * Moves the clock; negative is back.
   *
   * @throws InputError for a value that is not a number, and for a time outside the years 1970 to 9999.
   */
  advanceTime(milliseconds: number): void;
  /** Returns to the clock that the service was started with. */
  resetTime(): void;
  /**
   * Adds a fault. The faults that apply to a request slow it or skew its date, in their order, until one ends it. Returns how to
   * remove the fault again.
   *
   * Faults apply before anything else: no signature is checked, and except for `truncate` no work is done.
   *
   * @throws InputError that names the member that is wrong.
   */
  addFault(fault: Fault): () => void;
  /** Those in force, in their order; `times` is what is left. */
  faults(): readonly Fault[];
  /** Removes all faults. */
  clearFaults(): void;
}

export const serviceControl = (clock: Clock, faults: FaultList): ServiceControl => ({
  now: () => clock.now(),
  get stopped() {
    return clock.stopped;
  },
  setTime: (time, { stopped } = {}) => clock.set(time, stopped),
  advanceTime: (milliseconds) => clock.advance(milliseconds),
  resetTime: () => clock.reset(),
  addFault: (fault) => faults.add(fault),
  faults: () => faults.list(),
  clearFaults: () => faults.clear(),
});

import { Clock, safeClock } from "./base/clock.js";
import { FaultList } from "./base/FaultList.js";
import type { Fault, ServiceControl } from "./base/ServiceControl.js";

export interface ControlParts {
  /** What tests and tools get. */
  readonly control: ServiceControl;
  /** What requests meet. */
  readonly faults: FaultList;
  /** Clock and faults as they were at the start. */
  reset(): void;
}

/** @throws TypeError for a fault that cannot be. */
export function createServiceControl(base: () => number, initialFaults: readonly Fault[]): ControlParts {
  const clock = new Clock(safeClock(base));
  const faults = new FaultList();
  const addInitial = (fault: Fault, index: number): void => {
    try {
      faults.add(fault);
    } catch (cause) {
      throw cause instanceof TypeError ? new TypeError(`faults[${index}]: ${cause.message}`) : cause;
    }
  };
  const reset = (): void => {
    clock.reset();
    faults.clear();
    for (const [index, fault] of initialFaults.entries()) addInitial(fault, index);
  };
  reset();
  const control: ServiceControl = {
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
  };
  return { control, faults, reset };
}

import { checkFault } from "./checkFault.js";
import { errorOutcome, type Outcome, outcomes } from "./outcomes.js";
import { RateLimit } from "./RateLimit.js";
import type { Fault } from "./ServiceControl.js";

/** What the faults in force do to one request. */
export interface Encounter {
  readonly latency: number;
  readonly dateSkew: number;
  /** Absent when it is only slow, or its date is off. */
  readonly outcome?: Outcome | undefined;
}

interface Entry {
  readonly fault: Fault;
  timesLeft: number;
  outcome(): Outcome | undefined;
}

/** Each request goes down the whole list. */
const MOST_FAULTS = 1000;

/** The faults in force. */
export class FaultList {
  #entries: readonly Entry[] = [];

  /** @throws TypeError for a fault that cannot be, or when there are too many */
  add(fault: Fault): () => void {
    const checked = checkFault(fault);
    this.checkRoomFor(1);
    const entry = {
      fault: checked,
      timesLeft: checked.times ?? Number.POSITIVE_INFINITY,
      outcome: outcomesOf(checked),
    };
    this.#entries = [...this.#entries, entry];
    return () => this.#remove(entry);
  }

  /** @throws TypeError when so many more would be too many */
  checkRoomFor(count: number): void {
    if (this.#entries.length + count > MOST_FAULTS) {
      throw new TypeError(
        `At most ${MOST_FAULTS} faults can be in force, and with these there would be ${this.#entries.length + count}.`,
      );
    }
  }

  list(): readonly Fault[] {
    return this.#entries.map(({ fault, timesLeft }) =>
      fault.times === undefined ? fault : { ...fault, times: timesLeft },
    );
  }

  clear(): void {
    this.#entries = [];
  }

  /** Takes a request down the list, and counts it. */
  meet(operation: string | undefined): Encounter | undefined {
    if (this.#entries.length === 0) return undefined;
    let latency = 0;
    let dateSkew = 0;
    let outcome: Outcome | undefined;
    for (const entry of this.#entries) {
      const { fault } = entry;
      if (fault.operation !== undefined && fault.operation !== operation) continue;
      entry.timesLeft--;
      if (entry.timesLeft === 0) this.#remove(entry);
      latency += fault.latency ?? 0;
      dateSkew += fault.dateSkew ?? 0;
      outcome = entry.outcome();
      if (outcome !== undefined) break;
    }
    return { latency, dateSkew, outcome };
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }
}

function outcomesOf({ kind, error, throttleAbove }: Fault): () => Outcome | undefined {
  if (throttleAbove !== undefined) {
    const limit = new RateLimit(throttleAbove);
    return () => (limit.admits() ? undefined : outcomes.throttle);
  }
  const outcome = error !== undefined ? errorOutcome(error.code, error.message, error.status) : kind && outcomes[kind];
  return () => outcome;
}

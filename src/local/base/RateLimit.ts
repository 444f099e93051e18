const SECOND_MS = 1000;

/** Lets so many through in any one second, by the machine's time: a service whose clock is stopped recovers all the same. */
export class RateLimit {
  readonly #perSecond: number;
  /** When the last so many were let through, as a ring. */
  readonly #admissions: number[] = [];
  #oldest = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  admits(now: number = performance.now()): boolean {
    if (this.#perSecond === 0 || now - (this.#admissions[this.#oldest] ?? Number.NEGATIVE_INFINITY) < SECOND_MS) {
      return false;
    }
    this.#admissions[this.#oldest] = now;
    this.#oldest = (this.#oldest + 1) % this.#perSecond;
    return true;
  }
}

/** What a fault does in place of a response; see {@link Fault.kind}. */
export type FaultKind = "throttle" | "error" | "unavailable" | "cut" | "hang" | "truncate";

/** Which requests a fault meets, and what it does to them. */
export interface Fault {
  /** Operation name, such as `GetId`, or `GetCallerIdentity` of STS; all operations when missing. */
  readonly operation?: string;
  /** How many requests it meets before it is gone. Default: all, until it is cleared. */
  readonly times?: number;
  /** Waits so many milliseconds before anything else. Whoever hangs up meanwhile is not served. */
  readonly latency?: number;
  /** More than this many requests a second are answered with `TooManyRequestsException`. */
  readonly throttleAbove?: number;
  /**
   * `throttle`: TooManyRequestsException. `error`: InternalErrorException, status 500. `unavailable`: an HTML page of a
   * front end, status 503. `cut`: the connection ends without an answer. `hang`: no answer ever comes.
   * `truncate`: the operation does its work, and the connection ends in the middle of the body.
   */
  readonly kind?: FaultKind;
  /** Any error instead: its name, message and HTTP status (when missing 400, and 500 for InternalErrorException). */
  readonly error?: { readonly code: string; readonly message?: string; readonly status?: number };
  /** The answer's `Date` header is so many milliseconds off, forward when positive. */
  readonly dateSkew?: number;
}

/** Time and failure on request: the same for code in the process, the control route, the command line and the console. */
export interface ServiceControl {
  /** The service's clock, in milliseconds since the epoch. */
  now(): number;
  /** Whether the clock stands still. */
  readonly stopped: boolean;
  /**
   * Stops the clock at a time, or lets it run from there on.
   *
   * @throws TypeError for a time outside the years 1970 to 9999.
   */
  setTime(time: number | Date, options?: { readonly stopped?: boolean }): void;
  /** Moves the clock; negative is back. */
  advanceTime(milliseconds: number): void;
  /** Back to the clock that the service was started with, which is the machine's unless it was given another. */
  resetTime(): void;
  /**
   * Adds a fault. A request goes down the list of those that fit, each of which slows it or skews its date, until one answers
   * it. Returns how to take the fault away again.
   *
   * Faults meet requests before anything else does: no signature is looked at, and except for `truncate` no work is done.
   *
   * @throws TypeError that names the member that is wrong.
   */
  addFault(fault: Fault): () => void;
  /** Those in force, in their order; `times` is what is left. */
  faults(): readonly Fault[];
  /** Removes all faults. */
  clearFaults(): void;
}

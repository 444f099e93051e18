/** Which requests a fault meets, and what it does to them. */
export interface Fault {
  /** Operation name, such as `GetId`; all operations when missing. */
  readonly operation?: string;
  /** How many requests it meets before it is gone. Default: all, until it is cleared. */
  readonly times?: number;
  /** Waits so many milliseconds before anything else. */
  readonly latency?: number;
  /** More than this many requests a second are answered with `TooManyRequestsException`. */
  readonly throttleAbove?: number;
  /**
   * `throttle`: TooManyRequestsException. `error`: InternalErrorException, status 500. `unavailable`: an HTML page of a
   * front end, status 503. `cut`: the connection ends without an answer. `hang`: no answer ever comes.
   * `truncate`: the connection ends in the middle of the body.
   */
  readonly kind?: "throttle" | "error" | "unavailable" | "cut" | "hang" | "truncate";
  /** Any error instead: its name, message and HTTP status (400 when missing). */
  readonly error?: { readonly code: string; readonly message?: string; readonly status?: number };
  /** The answer's `Date` header is so many milliseconds off, forward when positive. */
  readonly dateSkew?: number;
}

/** Time and failure on request: the same for code in the process, the control route, the command line and the console. */
export interface ServiceControl {
  /** The service's clock, in milliseconds since the epoch. */
  now(): number;
  /** Stops the clock at a time, or lets it run from there on. */
  setTime(time: number | Date, options?: { readonly stopped?: boolean }): void;
  /** Moves the clock; negative is back. */
  advanceTime(milliseconds: number): void;
  /** Back to the machine's clock. */
  resetTime(): void;
  /** Adds a fault; the first one that fits meets a request. Returns how to take it away again. */
  addFault(fault: Fault): () => void;
  faults(): readonly Fault[];
  clearFaults(): void;
}

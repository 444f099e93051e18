import { checked, InputError, object, oneOf, optional, type Path, text, whole } from "./check.js";
import { faults as choices } from "./choices.js";
import { operationNames, stsActionNames } from "./model.js";

/** The kinds of faults that end a request; see {@link Fault.kind}. */
export type FaultKind = "throttle" | "error" | "unavailable" | "cut" | "hang" | "truncate";

/** Which requests a fault applies to, and what it does to them. */
export interface Fault {
  /** The name of an operation, such as `GetId`, or `GetCallerIdentity` of STS. Default: all operations. */
  readonly operation?: string;
  /** The number of requests after which the fault is removed. Default: it stays until it is removed. */
  readonly times?: number;
  /** A delay in milliseconds before anything else. If the client disconnects during the delay, the request is dropped. */
  readonly latency?: number;
  /** The number of requests per second above which requests get `TooManyRequestsException`. */
  readonly throttleAbove?: number;
  /**
   * `throttle`: TooManyRequestsException. `error`: InternalErrorException, status 500. `unavailable`: an HTML page of a
   * front end, status 503. `cut`: the connection ends without a response. `hang`: no response ever comes.
   * `truncate`: the operation does its work, and the connection ends in the middle of the body.
   */
  readonly kind?: FaultKind;
  /** A custom error: name, message, and HTTP status. The default status is 400, and 500 for InternalErrorException. */
  readonly error?: FaultError;
  /** By how many milliseconds the `Date` header of the response is ahead; negative if it is behind. */
  readonly dateSkew?: number;
}

/** The error of {@link Fault.error}. */
interface FaultError {
  readonly code: string;
  readonly message?: string;
  readonly status?: number;
}

/** The effect of the active faults on one request. */
export interface FaultHit {
  readonly latency: number;
  readonly dateSkew: number;
  /** How the request ends; absent if it is only delayed, or only its date is wrong. */
  readonly kind?: FaultKind | undefined;
  /** The error with which it ends. */
  readonly error?: FaultError | undefined;
}

const ERRORS: Readonly<Partial<Record<FaultKind, FaultError>>> = {
  throttle: { code: "TooManyRequestsException", message: choices.throttled },
  error: { code: "InternalErrorException", message: choices.internalError },
};

/** The longest delay of a timer in Node.js. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
/** A hundred years, so that HTTP can still represent the date. */
const LARGEST_SKEW_MS = 100 * 365 * 24 * 60 * 60_000;
const MOST_REQUESTS = 1_000_000;

const FAULT = object<Fault>({
  operation: optional(oneOf([...operationNames, ...stsActionNames])),
  times: optional(whole(1, Number.MAX_SAFE_INTEGER)),
  latency: optional(whole(0, LONGEST_WAIT_MS)),
  throttleAbove: optional(whole(0, MOST_REQUESTS)),
  kind: optional(oneOf<FaultKind>(["throttle", "error", "unavailable", "cut", "hang", "truncate"])),
  error: optional(
    object<FaultError>({
      // It is sent in a header.
      code: text({ pattern: "^[A-Za-z][\\w.#-]{0,127}$", expected: "an error name such as ResourceNotFoundException" }),
      message: optional(text()),
      status: optional(whole(400, 599)),
    }),
  ),
  dateSkew: optional(whole(-LARGEST_SKEW_MS, LARGEST_SKEW_MS)),
});

/** A fault has at most one of these, because each determines how the request ends. */
const ENDING_MEMBERS = ["kind", "error", "throttleAbove"] as const;
const EFFECTS = [...ENDING_MEMBERS, "latency", "dateSkew"] as const;

function checkedFault(value: unknown, path: Path): Fault {
  const subject = "The fault";
  const fault = { ...checked(FAULT, value, subject, path) };
  const endings = ENDING_MEMBERS.filter((name) => fault[name] !== undefined);
  if (endings.length > 1) {
    const problem = `can have only one of ${endings.join(" and ")}`;
    throw new InputError({ path, problem, advice: "Add two faults instead." }, subject);
  }
  if (EFFECTS.every((name) => fault[name] === undefined)) {
    throw new InputError({ path, problem: `needs one of ${EFFECTS.join(", ")}` }, subject);
  }
  return fault;
}

/** Each request is compared with the whole list. */
const MOST_FAULTS = 1000;

interface ActiveFault {
  /** Unlike its position, it does not change while the fault is active. */
  readonly id: number;
  readonly fault: Fault;
  timesLeft: number;
  /** Whether the rate of `throttleAbove` admits one more request, which it then counts. */
  readonly admits: () => boolean;
}

/** The active faults. */
export class FaultList {
  #active: readonly ActiveFault[] = [];
  #lastId = 0;

  /**
   * Adds all of them, or none if one is invalid or there would be too many.
   *
   * @param path where they are, for messages: the name of an option
   * @returns a function that removes them
   * @throws InputError
   */
  add(faults: unknown, path: Path = []): () => void {
    const values: readonly unknown[] = Array.isArray(faults) ? faults : [faults];
    const count = this.#active.length + values.length;
    if (count > MOST_FAULTS) {
      const problem = `would number ${count}`;
      throw new InputError({ path, problem, advice: `At most ${MOST_FAULTS} can be active.` }, "The faults");
    }
    const added = values.map((value, index): ActiveFault => {
      const fault = checkedFault(value, Array.isArray(faults) ? [...path, index] : path);
      const { times = Number.POSITIVE_INFINITY, throttleAbove } = fault;
      const admits = throttleAbove === undefined ? () => true : rateLimit(throttleAbove);
      return { id: ++this.#lastId, fault, timesLeft: times, admits };
    });
    this.#active = [...this.#active, ...added];
    return () => this.#remove(added);
  }

  list(): readonly Fault[] {
    return this.identified().map(({ fault }) => fault);
  }

  /** The active faults, each with the number by which it can be removed. */
  identified(): readonly { readonly id: number; readonly fault: Fault }[] {
    return this.#active.map(({ id, fault, timesLeft }) => ({
      id,
      fault: fault.times === undefined ? fault : { ...fault, times: timesLeft },
    }));
  }

  /** Removes one; does nothing if it is no longer active. */
  remove(id: number): void {
    this.#remove(this.#active.filter((active) => active.id === id));
  }

  clear(): void {
    this.#active = [];
  }

  /** Determines what happens to a request, and counts it: faults apply in order until one ends the request. */
  match(operation: string | undefined): FaultHit {
    let latency = 0;
    let dateSkew = 0;
    for (const active of this.#active) {
      const { fault } = active;
      if (fault.operation !== undefined && fault.operation !== operation) {
        continue;
      }
      active.timesLeft--;
      if (active.timesLeft === 0) {
        this.#remove([active]);
      }
      latency += fault.latency ?? 0;
      dateSkew += fault.dateSkew ?? 0;
      const kind = active.admits() ? (fault.kind ?? (fault.error && "error")) : "throttle";
      if (kind !== undefined) {
        return { latency, dateSkew, kind, error: fault.error ?? ERRORS[kind] };
      }
    }
    return { latency, dateSkew };
  }

  #remove(removed: readonly ActiveFault[]): void {
    this.#active = this.#active.filter((active) => !removed.includes(active));
  }
}

const SECOND_MS = 1000;

/** Admits a number of requests per second of the machine's time, so that a service whose clock is stopped recovers. */
export function rateLimit(perSecond: number): (now?: number) => boolean {
  /** A ring buffer of the times at which the last requests were admitted. */
  const admissions: number[] = [];
  let oldest = 0;
  return (now = performance.now()) => {
    if (perSecond === 0 || now - (admissions[oldest] ?? Number.NEGATIVE_INFINITY) < SECOND_MS) {
      return false;
    }
    admissions[oldest] = now;
    oldest = (oldest + 1) % perSecond;
    return true;
  };
}

/** Requests per second, for an account in a Region. AWS publishes no quotas for the other operations. */
const RATES = {
  DeleteIdentities: 10,
  GetCredentialsForIdentity: 200,
  GetId: 25,
  GetOpenIdToken: 200,
  GetOpenIdTokenForDeveloperIdentity: 50,
  ListIdentities: 5,
  ListTagsForResource: 10,
  TagResource: 5,
  UntagResource: 5,
} as const;

/** AWS's default quotas as faults: `startCognitoIdentity({ faults: publishedRates })` throttles as AWS does. */
export const publishedRates: readonly Fault[] = Object.entries(RATES).map(([operation, throttleAbove]) => ({
  operation,
  throttleAbove,
}));

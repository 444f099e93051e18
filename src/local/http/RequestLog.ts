/** One request as it is remembered: nothing that was in it, so no secret either. */
export interface RequestRecord {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly requestId: string;
  /** Absent when the request named none that the service has. */
  readonly operation?: string | undefined;
  /** Whether it came with a signature, right or wrong. */
  readonly signed: boolean;
  /** The access key that it names, believed or not. */
  readonly accessKeyId?: string | undefined;
  /** 0 when there was no answer. */
  readonly status: number;
  /** The name of the error, if it was one. */
  readonly error?: string | undefined;
  /** The fault on request that ended it, such as `throttle` or `hang`. */
  readonly fault?: string | undefined;
  readonly ms: number;
}

const REMEMBERED = 100;

/** The last requests, oldest first. */
export class RequestLog {
  #records: RequestRecord[] = [];
  readonly #onRequest: (record: RequestRecord) => void;

  constructor(onRequest: (record: RequestRecord) => void = () => {}) {
    this.#onRequest = onRequest;
  }

  add(record: RequestRecord): void {
    this.#records.push(record);
    if (this.#records.length > REMEMBERED) this.#records.shift();
    this.#onRequest(record);
  }

  list(): readonly RequestRecord[] {
    return [...this.#records];
  }

  clear(): void {
    this.#records = [];
  }
}

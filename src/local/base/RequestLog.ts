import { warn } from "./warn.js";

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
  /** Why it was refused, where the message that the service sends does not say: what a token is and what was expected. */
  readonly reason?: string | undefined;
  /** The fault on request that ended it, such as `throttle` or `hang`. */
  readonly fault?: string | undefined;
  readonly ms: number;
}

const REMEMBERED = 100;

/** The last requests, oldest first. */
export class RequestLog {
  #records: RequestRecord[] = [];
  readonly #onRequest: (record: RequestRecord) => unknown;

  constructor(onRequest: (record: RequestRecord) => unknown = () => {}) {
    this.#onRequest = onRequest;
  }

  add(record: RequestRecord): void {
    this.#records.push(record);
    if (this.#records.length > REMEMBERED) this.#records.shift();
    void this.#notify(record);
  }

  list(): readonly RequestRecord[] {
    return [...this.#records];
  }

  clear(): void {
    this.#records = [];
  }

  /** The work of the request is done: an error of the listener, thrown or rejected, must not make the client repeat it. */
  async #notify(record: RequestRecord): Promise<void> {
    try {
      await this.#onRequest(record);
    } catch (cause) {
      warn("The `onRequest` option failed", cause);
    }
  }
}

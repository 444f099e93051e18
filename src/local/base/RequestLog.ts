import { warn } from "./warn.js";

/** A record of one request. It does not include the contents of the request, and therefore no secrets. */
export interface RequestRecord {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly requestId: string;
  /** Absent if the service does not have this operation. */
  readonly operation?: string | undefined;
  /** Whether it has a signature, valid or not. */
  readonly signed: boolean;
  /** The ID of its access key, valid or not. */
  readonly accessKeyId?: string | undefined;
  /** 0 if there was no response. */
  readonly status: number;
  /** The name of the error, if there was one. */
  readonly error?: string | undefined;
  /** Why it was refused, if the message does not say: what the token contains and what was expected. */
  readonly reason?: string | undefined;
  /** The requested fault that ended it, such as `throttle` or `hang`. */
  readonly fault?: string | undefined;
  /** A requested fault that did not end it. */
  readonly affectedBy?: "latency" | "dateSkew" | undefined;
  readonly ms: number;
}

/** The contents of a request and of its response, with secrets masked. */
export interface Exchange {
  /** Absent where there was nothing to read. */
  readonly request?: unknown;
  readonly answer?: unknown;
}

const REQUESTS_KEPT = 100;
const EXCHANGES_KEPT = 40;

/** The last requests, oldest first, and the contents of the most recent ones for the console. */
export class RequestLog {
  #records: RequestRecord[] = [];
  readonly #exchanges = new Map<string, Exchange>();
  readonly #onRequest: ((record: RequestRecord) => unknown) | undefined;

  constructor(onRequest?: (record: RequestRecord) => unknown) {
    this.#onRequest = onRequest;
  }

  add(record: RequestRecord, exchange?: Exchange): void {
    this.#records.push(record);
    if (this.#records.length > REQUESTS_KEPT) {
      this.#records.shift();
    }
    if (exchange !== undefined) {
      this.#exchanges.set(record.requestId, exchange);
      const [oldest] = this.#exchanges.keys();
      if (this.#exchanges.size > EXCHANGES_KEPT && oldest !== undefined) {
        this.#exchanges.delete(oldest);
      }
    }
    if (this.#onRequest !== undefined) {
      void this.#notify(this.#onRequest, record);
    }
  }

  list(): readonly RequestRecord[] {
    return [...this.#records];
  }

  exchange(requestId: string): Exchange | undefined {
    return this.#exchanges.get(requestId);
  }

  clear(): void {
    this.#records = [];
    this.#exchanges.clear();
  }

  /** The request has been carried out, so an error of the listener, thrown or rejected, must not make the client repeat it. */
  async #notify(onRequest: (record: RequestRecord) => unknown, record: RequestRecord): Promise<void> {
    try {
      await onRequest(record);
    } catch (cause) {
      warn("The `onRequest` option failed", cause);
    }
  }
}

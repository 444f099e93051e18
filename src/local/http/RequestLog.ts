/** One request as it is remembered: nothing that was in it, so no secret either. */
export interface RequestRecord {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly requestId: string;
  /** Absent when the request named none that the service has. */
  readonly operation?: string | undefined;
  /** Whether it came with a signature, right or wrong. */
  readonly signed: boolean;
  readonly status: number;
  /** The name of the error, if it was one. */
  readonly error?: string | undefined;
  readonly ms: number;
}

const REMEMBERED = 100;

/** The last requests, oldest first. */
export class RequestLog {
  #records: RequestRecord[] = [];

  add(record: RequestRecord): void {
    this.#records.push(record);
    if (this.#records.length > REMEMBERED) this.#records.shift();
  }

  list(): readonly RequestRecord[] {
    return [...this.#records];
  }

  clear(): void {
    this.#records = [];
  }
}

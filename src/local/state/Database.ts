/** A sorted map of texts, with synchronous reads and atomic writes. */
export interface Database extends Reader {
  /**
   * Changes an entry. Reads of single entries find the change at once.
   *
   * @param value `null` deletes the entry
   * @throws Error if the disk does not accept changes; ClosedError
   */
  set(key: string, value: string | null): void;
  /** Resolves when all changes so far are written. Meanwhile, other requests are served. */
  written(): Promise<void>;
  /**
   * Begins a request.
   *
   * @returns a function to await before the response is sent: it resolves when everything that the request has changed and read is written
   */
  begin(): Promise<() => Promise<void>>;
  /** A snapshot taken when all changes so far are written. The caller has to close it. */
  snapshot(): Promise<DatabaseSnapshot>;
  close(): Promise<void>;
}

export interface Reader {
  /** @throws ClosedError if the database is closed. One in memory remains readable. */
  get(key: string): string | undefined;
}

export interface DatabaseSnapshot extends Reader {
  /** Keys and values in order. */
  range(range: Range): AsyncIterable<readonly [key: string, value: string]>;
  close(): Promise<void>;
}

export interface Range {
  /** The first key. */
  readonly gte: string;
  /** The end, which is not included. */
  readonly lt: string;
  readonly reverse?: boolean;
}

import { lastBatchIn, slotOf } from "./batchSlots.js";
import type { Bounds, Level, LevelSnapshot, Operation } from "./Level.js";

/** Storage for a database. A database without storage is in memory: writes never fail, and nothing has to wait for them. */
export interface Medium {
  /** Also reopens it after a failed write. */
  open(): Promise<Level>;
  /** Whether each batch waits for the disk. */
  readonly sync: boolean;
  /** The error for requests whose changes could not be written, and for all changes until there is space again. */
  failed(cause: unknown): Error;
  /** Whether the disk accepts changes again. */
  hasRoom(): Promise<boolean>;
}

/** Values by key; `null` if the key was deleted. */
type Changes = Map<string, string | null>;

export type Range = Omit<Bounds, "snapshot">;

/** The message of the error when the state of a closed service is used. */
export const CLOSED = "The service is closed, so it has no state. Call this before `close()`.";

/** How often a full disk is tried again. */
const RETRY_MS = 1_000;

const LARGEST_SLICE = 500;

const operationOf = ([key, value]: readonly [string, string | null]): Operation =>
  value === null ? { type: "del", key } : { type: "put", key, value };

/** Waits for one turn of the event loop. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A sorted map of texts with synchronous reads and atomic writes.
 *
 * Changes can be read at once. They are written one batch at a time, with those of all concurrent requests together. Until a batch is
 * written, reads find its changes here. If a batch fails, its changes are undone.
 */
export class Database {
  readonly #medium: Medium | undefined;
  #level: Level;
  #sequence: number;
  /** Changes for the next batch. */
  #waiting: Changes = new Map();
  /** Changes in the batch that is being written. */
  #writing: Changes = new Map();
  #next: Promise<void> | undefined;
  #current: Promise<void> | undefined;
  #failures = 0;
  /** Why changes are refused at present. */
  #failure: Error | undefined;
  #lastFailure: Error | undefined;
  #retry: NodeJS.Timeout | undefined;
  #reopening: Promise<void> | undefined;
  #closed = false;

  private constructor(level: Level, medium: Medium | undefined, sequence: number) {
    this.#level = level;
    this.#medium = medium;
    this.#sequence = sequence;
  }

  static inMemory(level: Level): Database {
    return new Database(level, undefined, 0);
  }

  /** @throws StateError if batches are missing */
  static async open(medium: Medium): Promise<Database> {
    const level = await medium.open();
    try {
      return new Database(level, medium, await lastBatchIn(level));
    } catch (error) {
      await level.close();
      throw error;
    }
  }

  /** The number of the last batch that was written. */
  get sequence(): number {
    return this.#sequence;
  }

  /** @param snapshot read this instead of the current contents */
  get(key: string, snapshot?: LevelSnapshot): string | undefined {
    if (snapshot !== undefined) {
      return this.#level.getSync(key, { snapshot });
    }
    const changed = (this.#waiting.has(key) ? this.#waiting : this.#writing).get(key);
    return changed === undefined ? this.#level.getSync(key) : (changed ?? undefined);
  }

  /** @throws Error if the disk does not accept changes */
  set(key: string, value: string | null): void {
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
    if (this.#medium === undefined) {
      // In memory, the write is complete when this returns.
      void this.#level.batch([operationOf([key, value])], { sync: false });
      return;
    }
    this.#next ??= this.#schedule();
    this.#waiting.set(key, value);
  }

  /** A snapshot taken when all changes so far are written. The caller has to close it. */
  async snapshot(): Promise<LevelSnapshot> {
    await this.#settled();
    return this.#level.snapshot();
  }

  /**
   * Keys and values in order, read when all changes so far are written.
   *
   * @throws Error if the database is closed before the last of them is read
   */
  async *range(range: Range, snapshot?: LevelSnapshot): AsyncGenerator<readonly [key: string, value: string]> {
    if (snapshot === undefined) {
      await this.#settled();
    }
    try {
      for await (const entry of this.#level.iterator({ ...range, ...(snapshot !== undefined && { snapshot }) })) {
        this.#checkOpen();
        yield entry;
      }
    } catch (error) {
      this.#checkOpen();
      throw error;
    }
  }

  /**
   * Deletes a range in slices. Between slices, other requests are served.
   *
   * @param also called with each key, to delete related entries
   * @throws Error if the database is closed before the range is deleted
   */
  async deleteRange(range: Range, also: (key: string) => void = () => {}): Promise<void> {
    let count = 0;
    for await (const [key] of this.range(range)) {
      this.set(key, null);
      also(key);
      if (++count % LARGEST_SLICE === 0) {
        await this.written();
      }
    }
    await this.written();
  }

  /** Resolves when all changes so far are written. Meanwhile, other requests are served. */
  async written(): Promise<void> {
    await (this.#medium === undefined ? turn() : (this.#next ?? this.#current));
  }

  /**
   * Begins a request.
   *
   * @returns a function to await before the response is sent: it resolves when everything that the request has changed and read is written
   */
  async begin(): Promise<() => Promise<void>> {
    if (this.#medium === undefined) {
      return async () => {};
    }
    await this.#reopening;
    const failures = this.#failures;
    return async () => {
      await this.written();
      // Changes that the request made or read may have been undone before it ended.
      if (this.#failures !== failures) {
        throw this.#lastFailure;
      }
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#next !== undefined || this.#current !== undefined) {
      await this.written().catch(() => {});
    }
    clearTimeout(this.#retry);
    await this.#reopening;
    await this.#level.close();
  }

  #checkOpen(): void {
    if (this.#closed) {
      throw new Error(CLOSED);
    }
  }

  /** Resolves when all changes so far are written, or undone if the disk does not accept them. */
  async #settled(): Promise<void> {
    this.#checkOpen();
    await this.written().catch(() => {});
  }

  #schedule(): Promise<void> {
    const failures = this.#failures;
    const written = (this.#current ?? Promise.resolve())
      .catch(() => {})
      // One turn of the event loop, to include the changes of other requests.
      .then(turn)
      .then(() => {
        if (this.#failures !== failures) {
          throw this.#lastFailure;
        }
        return this.#write();
      });
    // The requests that wait for the batch handle the error.
    written.catch(() => {});
    return written;
  }

  async #write(): Promise<void> {
    this.#current = this.#next;
    this.#next = undefined;
    this.#writing = this.#waiting;
    this.#waiting = new Map();
    const sequence = this.#sequence + 1;
    if (this.#medium !== undefined) {
      this.#writing.set(slotOf(sequence), String(sequence));
    }
    try {
      await this.#level.batch([...this.#writing].map(operationOf), { sync: this.#medium?.sync ?? false });
      this.#sequence = sequence;
    } catch (cause) {
      throw this.#fail(cause);
    } finally {
      this.#writing = new Map();
      this.#current = undefined;
    }
  }

  #fail(cause: unknown): Error {
    const failure = this.#medium?.failed(cause) ?? (cause as Error);
    this.#failures++;
    this.#failure = failure;
    this.#lastFailure = failure;
    // Later changes may depend on those of the failed batch, so their batch is never written.
    this.#waiting = new Map();
    this.#next = undefined;
    this.#retryLater();
    return failure;
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#recover(), RETRY_MS).unref();
  }

  /**
   * LevelDB's log is in an unknown state after a failed write: later writes could be lost at the next start. The database is therefore
   * reopened. Until the disk has space, it remains open for reads.
   */
  async #recover(): Promise<void> {
    const medium = this.#medium;
    if (medium !== undefined && (await medium.hasRoom()) && !this.#closed) {
      this.#reopening = this.#reopen(medium).finally(() => {
        this.#reopening = undefined;
      });
      await this.#reopening;
    }
    if (this.#failure !== undefined && !this.#closed) {
      this.#retryLater();
    }
  }

  async #reopen(medium: Medium): Promise<void> {
    try {
      await this.#level.close();
      this.#level = await medium.open();
      this.#sequence = await lastBatchIn(this.#level);
      this.#failure = undefined;
    } catch {
      // The next attempt follows.
    }
  }
}

import { lastBatchIn, slotOf } from "./batchSlots.js";
import type { Bounds, Level, LevelSnapshot, Operation } from "./Level.js";

/** Where a database is kept. Without one it is in memory, where writing never fails and nothing has to wait for it. */
export interface Medium {
  /** Also opens it once more, after a write that failed. */
  open(): Promise<Level>;
  /** Whether each batch waits for the disk. */
  readonly sync: boolean;
  /** The error for requests whose changes could not be written, and for all changes until there is room. */
  failed(cause: unknown): Error;
  /** Whether the disk would take changes again. */
  hasRoom(): Promise<boolean>;
}

/** By key; `null` for a deleted one. */
type Changes = Map<string, string | null>;

/** What was stored at one moment. */
export interface View {
  readonly changes: Changes;
  readonly snapshot: LevelSnapshot;
}

export type Range = Omit<Bounds, "snapshot">;

/** How often a disk that was full is tried again. */
const RETRY_MS = 1_000;

const LARGEST_SLICE = 500;

const operationOf = ([key, value]: readonly [string, string | null]): Operation =>
  value === null ? { type: "del", key } : { type: "put", key, value };

/** Of the event loop. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A sorted map of texts with synchronous reads and atomic writes.
 *
 * Changes can be read at once. They are written in batches, those of all requests of the moment together, one batch at a time; until
 * a batch is written, reads find its changes here. When a batch fails, its changes are undone.
 */
export class Database {
  readonly #medium: Medium | undefined;
  #level: Level;
  #sequence: number;
  /** Taken by the next batch. */
  #waiting: Changes = new Map();
  /** In the batch that is being written. */
  #writing: Changes = new Map();
  #next: Promise<void> | undefined;
  #current: Promise<void> | undefined;
  #failures = 0;
  /** Why there are no changes at present. */
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

  /** @throws StateError when batches are missing */
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

  get(key: string, view?: View): string | undefined {
    const changes = view?.changes ?? (this.#waiting.has(key) ? this.#waiting : this.#writing);
    const changed = changes.get(key);
    if (changed !== undefined) {
      return changed ?? undefined;
    }
    return view === undefined ? this.#level.getSync(key) : this.#level.getSync(key, { snapshot: view.snapshot });
  }

  /** @throws Error when the disk takes no changes */
  set(key: string, value: string | null): void {
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
    if (this.#medium === undefined) {
      // In memory, it is done when this returns.
      void this.#level.batch([operationOf([key, value])], { sync: false });
      return;
    }
    this.#next ??= this.#schedule();
    this.#waiting.set(key, value);
  }

  /** What is stored now. To be closed. */
  view(): View {
    return { changes: new Map([...this.#writing, ...this.#waiting]), snapshot: this.#level.snapshot() };
  }

  async closeView({ snapshot }: View): Promise<void> {
    await snapshot.close();
  }

  /** Keys and values in order, as they are when the first of them is read. Keys have to be ASCII. */
  async *range(
    { reverse = false, ...bounds }: Range,
    view?: View,
  ): AsyncGenerator<readonly [key: string, value: string]> {
    const before = (one: string, other: string): boolean => (reverse ? one > other : one < other);
    const changes = [...(view?.changes ?? new Map([...this.#writing, ...this.#waiting]))]
      .filter(([key]) => key >= bounds.gte && key < bounds.lt)
      .sort(([one], [other]) => (before(one, other) ? -1 : 1));
    const snapshot = view === undefined ? {} : { snapshot: view.snapshot };
    let next = 0;
    function* changesUpTo(last?: string): Generator<readonly [string, string]> {
      for (; next < changes.length; next++) {
        const [key, value] = changes[next] as [string, string | null];
        if (last !== undefined && before(last, key)) {
          return;
        }
        if (value !== null) {
          yield [key, value];
        }
      }
    }
    for await (const [key, value] of this.#level.iterator({ ...bounds, reverse, ...snapshot })) {
      yield* changesUpTo(key);
      if (changes[next - 1]?.[0] !== key) {
        yield [key, value];
      }
    }
    yield* changesUpTo();
  }

  /**
   * Deletes a range a slice at a time, between which other requests are served.
   *
   * @param also called with each key, to delete what belongs to it
   * @throws Error when the database is closed meanwhile, so that nothing marks the range as deleted
   */
  async deleteRange(range: Range, also: (key: string) => void = () => {}): Promise<void> {
    let count = 0;
    for await (const [key] of this.range(range)) {
      if (this.#closed) {
        throw new Error("The database was closed before the range was deleted.");
      }
      this.set(key, null);
      also(key);
      if (++count % LARGEST_SLICE === 0) {
        await this.written();
      }
    }
    await this.written();
  }

  /** Done when all changes so far are written. Meanwhile, other requests are served. */
  async written(): Promise<void> {
    await (this.#medium === undefined ? turn() : (this.#next ?? this.#current));
  }

  /**
   * Begins a request.
   *
   * @returns to be awaited before its response goes out: done when what the request has changed and read is written
   */
  async begin(): Promise<() => Promise<void>> {
    if (this.#medium === undefined) {
      return async () => {};
    }
    await this.#reopening;
    const failures = this.#failures;
    return async () => {
      await this.written();
      // What the request has changed or read may have been undone before it came to its end.
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

  #schedule(): Promise<void> {
    const failures = this.#failures;
    const written = (this.#current ?? Promise.resolve())
      .catch(() => {})
      // A turn of the event loop gathers the changes of other requests.
      .then(turn)
      .then(() => {
        if (this.#failures !== failures) {
          throw this.#lastFailure;
        }
        return this.#write();
      });
    // The requests that wait for it handle it.
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
    // Changes that were made after those of the failed batch may depend on them. Their batch is never written.
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
   * LevelDB's log is in an unknown state after a failed write: what is written behind it could be lost at the next start. So the
   * database is opened anew. Until the disk has room it remains open for reads.
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
      // It is tried again.
    }
  }
}

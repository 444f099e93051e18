import type { BatchOperation, ClassicLevel } from "classic-level";
import type { Acknowledged } from "./Acknowledged.js";
import { diskProblem } from "./diskProblem.js";
import type { Entry, Journal } from "./Entry.js";
import { keyOf, valueText } from "./storedForm.js";

type Operation = BatchOperation<ClassicLevel, string, string>;

interface Batch {
  readonly operations: Operation[];
  /** Whether it is in the store. */
  readonly written: Promise<void>;
}

/**
 * Writes changes to LevelDB, those of all requests of the moment together in one batch, which is there as a whole or not at
 * all. One batch is written at a time.
 */
export class LevelJournal implements Journal {
  readonly #level: ClassicLevel;
  readonly #acknowledged: Acknowledged;
  readonly #sync: boolean;
  /** How many changes there are, in all of the store's life: LevelDB counts the same way. */
  #sequence: number;
  /** Takes changes; written next. */
  #open: Batch | undefined;
  /** The last that was begun to be written. */
  #last: Promise<void> = Promise.resolve();
  #busy = false;
  #failure: Error | undefined;

  constructor(level: ClassicLevel, acknowledged: Acknowledged, sequence: number, sync: boolean) {
    this.#level = level;
    this.#acknowledged = acknowledged;
    this.#sequence = sequence;
    this.#sync = sync;
  }

  put(entry: Entry): void {
    this.#add({ type: "put", key: keyOf(entry), value: valueText(entry) });
  }

  delete(entry: Entry): void {
    this.#add({ type: "del", key: keyOf(entry) });
  }

  /**
   * Done when all changes so far are where the end of this process does not reach them.
   *
   * @throws when one of them, or any before, could not be written: memory is ahead of the store then, and nobody may be told.
   */
  async flushed(): Promise<void> {
    if (this.#open !== undefined) return this.#open.written;
    if (this.#busy) return this.#last;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Writes what is left, and takes no more. */
  async close(): Promise<void> {
    try {
      await this.flushed();
    } finally {
      this.#failure ??= new Error("The service was closed.");
      await this.#level.close();
      this.#acknowledged.close();
    }
  }

  #add(operation: Operation): void {
    this.#open ??= this.#begin();
    this.#open.operations.push(operation);
  }

  #begin(): Batch {
    const operations: Operation[] = [];
    // The moment of grace gathers what else is done now: further steps of the same request, and other requests.
    const written = this.#last
      .catch(() => {})
      .then(() => new Promise((resolve) => setImmediate(resolve)))
      .then(() => this.#write(operations));
    // Whoever waits is told; when nobody does, the next one is.
    written.catch(() => {});
    return { operations, written };
  }

  async #write(operations: Operation[]): Promise<void> {
    const { written = Promise.resolve() } = this.#open ?? {};
    this.#last = written;
    this.#open = undefined;
    this.#busy = true;
    try {
      if (this.#failure !== undefined) throw this.#failure;
      await this.#level.batch(operations, { sync: this.#sync });
      this.#sequence += operations.length;
      this.#acknowledged.set(this.#sequence);
    } catch (cause) {
      this.#failure ??= writeError(this.#level.location, cause);
      throw this.#failure;
    } finally {
      this.#busy = false;
    }
  }
}

function writeError(location: string, cause: unknown): Error {
  const reason = diskProblem(cause) ?? (cause instanceof Error ? cause.message : String(cause));
  return new Error(
    `The state could not be written to ${location}: ${reason}, and start the service again. What was acknowledged is safe; until then every request fails.`,
    { cause },
  );
}

import type { Database, Range } from "./Database.js";
import { generationRange, keyIn, lastPart, rangeOf, sessionOf } from "./storedForm.js";

/** Sessions are kept this long after they expire, so that a late request receives the error "expired", not "unknown". */
const EXPIRED_SESSION_KEPT_MS = 60 * 60_000;

/** Deletes, one item at a time in the background, records that requests no longer find. */
export class Deletions {
  readonly #database: Database;
  #last: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(database: Database) {
    this.#database = database;
  }

  range(range: Range): void {
    this.#later(() => this.#database.deleteRange(range));
  }

  generation(generation: number): void {
    this.range(generationRange(generation));
  }

  identitiesOf(generation: number, poolNumber: string): void {
    this.#later(async () => {
      await this.#database.deleteRange(rangeOf(generation, ["i", poolNumber]), (key) => {
        const index = keyIn(generation, ["x", lastPart(key)]);
        // The ID may now belong to an identity of another pool.
        if (this.#database.get(index) === poolNumber) {
          this.#database.set(index, null);
        }
      });
      await this.#database.deleteRange(rangeOf(generation, ["l", poolNumber]));
      this.#database.set(keyIn(generation, ["d", poolNumber]), null);
      await this.#database.written();
    });
  }

  expiredSessions(generation: number, now: number): void {
    this.#later(async () => {
      // In the order in which they were issued: a session is deleted when it and all earlier ones have expired.
      for await (const [key] of this.#database.range(rangeOf(generation, ["t"]))) {
        const session = keyIn(generation, ["s", lastPart(key)]);
        const text = this.#database.get(session);
        if (text !== undefined && sessionOf(text).expiresAt + EXPIRED_SESSION_KEPT_MS > now) {
          return;
        }
        this.#database.set(session, null);
        this.#database.set(key, null);
      }
    });
  }

  /** Resolves when everything added so far is deleted. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Stops deleting. The rest is deleted after the next start. */
  stop(): void {
    this.#stopped = true;
  }

  /** A deletion that fails because the disk is full is repeated after the next start. */
  #later(task: () => Promise<void>): void {
    this.#last = this.#last.then(() => (this.#stopped ? undefined : task())).catch(() => {});
  }
}

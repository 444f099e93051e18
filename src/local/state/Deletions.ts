import type { Database, Range } from "./Database.js";
import { generationRange, keyIn, lastPart, rangeOf, sessionOf } from "./storedForm.js";

/** Sessions are kept this long after their end, so that a late request is told "expired" and not "unknown". */
const EXPIRED_SESSION_KEPT_MS = 60 * 60_000;

/** Deletes in the background, one thing after the other, what no request finds any more. */
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
        // An identity of another pool may have got the id meanwhile.
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
      // The oldest come first: a session is deleted when it and all that were issued before it are over.
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

  /** Done when everything so far is deleted. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Leaves what is left to the next start. */
  stop(): void {
    this.#stopped = true;
  }

  /** What fails, because the disk is full, is left to the next start. */
  #later(task: () => Promise<void>): void {
    this.#last = this.#last.then(() => (this.#stopped ? undefined : task())).catch(() => {});
  }
}

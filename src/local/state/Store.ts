import { ClosedError } from "./ClosedError.js";
import type { Database, DatabaseSnapshot } from "./Database.js";
import { Generation } from "./Generation.js";
import { Lists, type Page, type PageRequest, pageOf } from "./Lists.js";
import type { IdentityRecord, PoolRecord, SessionRecord } from "./records.js";
import { CURRENT_GENERATION, keyIn, lastPart, type Part, rangeOf, UNUSED } from "./storedForm.js";

/** The maximum number of items that are written at once. */
const SLICE = 500;

/** The interval of searches for expired sessions. */
const SESSIONS_CHECKED_MS = 60_000;

/** Sessions are kept this long after they expire, so that a late request receives the error "expired", not "unknown". */
const EXPIRED_SESSION_KEPT_MS = 60 * 60_000;

/** A generation, or the identities of a pool, that no request finds. */
type Unused = readonly [generation: number, poolNumber?: number];

/** The state of the service. It is replaced as a whole by the next generation. */
export class Store extends Generation {
  /** The highest generation number used so far. */
  #lastGeneration: number;
  #deletions: Promise<void> = Promise.resolve();
  #sessionsChecked = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  private constructor(database: Database, generation: number) {
    super(database, generation);
    this.#lastGeneration = generation;
  }

  /** Opens the state in a database. Unfinished deletions continue in the background. */
  static async open(database: Database): Promise<Store> {
    const store = new Store(database, currentGeneration(database));
    for await (const [key] of store.#read((snapshot) => snapshot.range(rangeOf(UNUSED, [])))) {
      const [generation = 0, poolNumber] = key.split("/").slice(1).map(Number);
      store.#lastGeneration = Math.max(store.#lastGeneration, generation);
      store.#delete([generation, poolNumber]);
    }
    return store;
  }

  /**
   * Reads a list from one snapshot, so it does not include later changes or replacements.
   *
   * @throws ClosedError if the store is closed before the last item is read
   */
  list<Item>(list: (lists: Lists) => AsyncIterable<Item>): AsyncGenerator<Item> {
    return this.#read((snapshot) => list(new Lists(snapshot, this.generation)));
  }

  pools(accountId: string, { after, limit }: PageRequest): Promise<Page<PoolRecord>> {
    const pools = this.list((lists) => lists.pools(accountId, after));
    return pageOf(pools, limit);
  }

  identities(
    poolId: string,
    { after, limit, hideDisabled }: PageRequest & { readonly hideDisabled: boolean },
  ): Promise<Page<IdentityRecord>> {
    const identities = this.list((lists) => lists.identities(poolId, after, hideDisabled));
    return pageOf(identities, limit);
  }

  /** Also deletes the pool's identities: no call finds them from then on, and their space is freed later. */
  deletePool(id: string): void {
    const pool = this.storedPool(id);
    if (pool !== undefined) {
      this.removePool(pool);
      this.#mark([this.generation, pool.number]);
      this.#delete([this.generation, pool.number]);
    }
  }

  /** Adds a pool with all of its identities as one change, whatever their number. */
  addPool(record: PoolRecord, identities: AsyncIterable<IdentityRecord>): Promise<void> {
    const number = this.nextPoolNumber();
    return this.#asOneChange(
      [this.generation, number],
      () => this.writeAll(identities, (identity) => this.setIdentity(number, identity)),
      () => this.setPool({ number, record }),
    );
  }

  putSession(session: SessionRecord): void {
    this.addSession(session);
    if (Math.abs(session.issuedAt - this.#sessionsChecked) >= SESSIONS_CHECKED_MS) {
      this.#sessionsChecked = session.issuedAt;
      this.#deleteExpiredSessions(session.issuedAt);
    }
  }

  /**
   * Replaces the whole state by a draft, as one change. The signing key remains unless the draft contains another one.
   *
   * @param fill writes to the draft, which no request sees; if it rejects, nothing has changed
   */
  async replace(fill: (draft: Store) => Promise<void>): Promise<void> {
    const draft = new Store(this.database, ++this.#lastGeneration);
    let before = this.generation;
    try {
      await this.#asOneChange(
        [draft.generation],
        () => fill(draft),
        () => {
          const signingKey = this.signingKey();
          if (signingKey !== undefined && draft.signingKey() === undefined) {
            draft.putSigningKey(signingKey);
          }
          before = this.generation;
          this.#mark([before]);
          this.database.set(CURRENT_GENERATION, String(draft.generation));
          // From here on, requests see the new state, and no response is sent before it is written.
          this.generation = draft.generation;
        },
      );
    } catch (error) {
      // If the change was undone, so is this one.
      this.generation = currentGeneration(this.database);
      throw error;
    }
    this.#delete([before]);
  }

  /** Writes any number of items. Between slices of them, other requests are served. */
  async writeAll<Item>(items: AsyncIterable<Item>, write: (item: Item) => void): Promise<void> {
    let count = 0;
    for await (const item of items) {
      write(item);
      if (++count % SLICE === 0) {
        await this.written();
      }
    }
    await this.written();
  }

  /** Resolves when all changes so far are written. */
  written(): Promise<void> {
    return this.database.written();
  }

  /** See {@link Database.begin}. */
  begin(): Promise<() => Promise<void>> {
    return this.database.begin();
  }

  /** Resolves when deleted records have also been removed from the database. */
  async settled(): Promise<void> {
    await this.#deletions;
    await this.written();
  }

  /** Closes the database. Unfinished deletions continue after the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#deletions;
    await this.database.close();
  }

  /**
   * Writes any number of records as one change.
   *
   * @param unused where they are; if this fails, or the process is killed, they are deleted
   * @param fill writes records, which no request finds
   * @param complete lets requests find them
   */
  async #asOneChange(unused: Unused, fill: () => Promise<void>, complete: () => void): Promise<void> {
    try {
      this.#mark(unused);
      // Before the records, because a mark that is undone later would leave them behind.
      await this.written();
      const written = await this.begin();
      await fill();
      // Rejects if some of the records were undone, even if the disk is not full anymore. From here on, snapshots contain all of them.
      await written();
      complete();
      this.#unmark(unused);
      await this.written();
    } catch (error) {
      this.#delete(unused);
      throw error;
    }
  }

  /** What is marked is deleted after the next start, if the process is killed before. */
  #mark(unused: Unused): void {
    this.database.set(markOf(unused), "");
  }

  #unmark(unused: Unused): void {
    this.database.set(markOf(unused), null);
  }

  #delete(unused: Unused): void {
    const [generation, poolNumber] = unused;
    this.#inBackground(async () => {
      await this.written();
      if (this.database.get(markOf(unused)) === undefined) {
        return; // The change that marked it was undone.
      }
      if (poolNumber === undefined) {
        await this.#deleteRange(generation, []);
      } else {
        await this.#deleteRange(generation, ["i", poolNumber], (key) => {
          const index = keyIn(generation, ["x", lastPart(key)]);
          // The ID may now belong to an identity of another pool.
          if (this.database.get(index) === String(poolNumber)) {
            this.database.set(index, null);
          }
        });
        await this.#deleteRange(generation, ["l", poolNumber]);
      }
      this.#unmark(unused);
    });
  }

  #deleteExpiredSessions(now: number): void {
    this.#inBackground(async () => {
      // In the order in which they were issued: a session is deleted when it and all earlier ones have expired.
      for await (const session of this.list((lists) => lists.sessions())) {
        if (session.expiresAt + EXPIRED_SESSION_KEPT_MS > now) {
          return;
        }
        this.deleteSession(session);
      }
    });
  }

  /** Deletions run one after the other. One that fails because the disk is full is repeated after the next start. */
  #inBackground(deletion: () => Promise<void>): void {
    this.#deletions = this.#deletions.then(deletion).catch(() => {});
  }

  /** @param also called with each key, to delete related entries */
  async #deleteRange(generation: number, parts: readonly Part[], also = (_key: string): void => {}): Promise<void> {
    const entries = this.#read((snapshot) => snapshot.range(rangeOf(generation, parts)));
    await this.writeAll(entries, ([key]) => {
      this.database.set(key, null);
      also(key);
    });
  }

  async *#read<Item>(read: (snapshot: DatabaseSnapshot) => AsyncIterable<Item>): AsyncGenerator<Item> {
    try {
      this.#checkOpen();
      const snapshot = await this.database.snapshot();
      try {
        for await (const item of read(snapshot)) {
          this.#checkOpen();
          yield item;
        }
      } finally {
        await snapshot.close();
      }
    } catch (error) {
      this.#checkOpen();
      throw error;
    }
  }

  #checkOpen(): void {
    if (this.#isClosed) {
      throw new ClosedError();
    }
  }
}

const currentGeneration = (database: Database): number => Number(database.get(CURRENT_GENERATION) ?? 1);

const markOf = (unused: Unused): string =>
  keyIn(
    UNUSED,
    unused.filter((part) => part !== undefined),
  );

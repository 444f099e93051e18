import type { Database } from "./Database.js";
import { Deletions } from "./Deletions.js";
import { Lists } from "./Lists.js";
import type { Entry, IdentityRecord, PoolRecord } from "./records.js";
import { StateError } from "./StateError.js";
import { CURRENT_GENERATION, FORMAT_1_KEYS, generationRange, lastPart, loginText, rangeOf } from "./storedForm.js";

/** The maximum number of records that are added before they are written. */
const FILLED_AT_ONCE = 500;

/** The state of the service. It is replaced as a whole by the next generation. */
export class Store extends Lists {
  /** The highest generation number used so far. */
  #lastGeneration = 0;
  #replacing: Promise<void> = Promise.resolve();

  /**
   * Opens the state in a database. Unfinished deletions continue in the background.
   *
   * @param begin initializes an empty database
   */
  static async open(database: Database, begin: (draft: Store) => Promise<void> = async () => {}): Promise<Store> {
    const current = database.get(CURRENT_GENERATION);
    const generation = Number(current ?? 0);
    const others = await otherGenerations(database, generation);
    const deletions = new Deletions(database);
    const store = new Store(database, deletions, generation);
    store.#lastGeneration = Math.max(generation, ...others);
    for (const other of others) {
      deletions.generation(other);
    }
    for await (const [key] of database.range(rangeOf(generation, ["d"]))) {
      deletions.identitiesOf(generation, lastPart(key));
    }
    if (current === undefined) {
      await store.replace(begin);
    }
    deletions.range(FORMAT_1_KEYS);
    return store;
  }

  /**
   * Adds a pool with all of its identities as one change, whatever their number.
   *
   * Until the pool has its name, no call finds the identities. If the process is killed, the next one deletes them.
   */
  async addPool(pool: PoolRecord, identities: AsyncIterable<IdentityRecord>): Promise<void> {
    const number = this.nextPoolNumber();
    this.write(["d", String(number)], "");
    try {
      await this.#inSlices(identities, (identity) => this.setIdentity(number, identity));
      this.setPool({ number, record: pool });
      this.write(["d", String(number)], null);
      await this.database.written();
    } catch (error) {
      this.deletions.identitiesOf(this.generation, String(number));
      throw error;
    }
  }

  /**
   * Replaces the whole state by a draft, as one change. The signing key remains unless the draft contains another one.
   *
   * @param fill writes to the draft, which no request sees; if it rejects, nothing has changed
   */
  replace(fill: (draft: Store) => Promise<void>): Promise<void> {
    const replaced = this.#replacing.then(() => this.#replace(fill));
    this.#replacing = replaced.catch(() => {});
    return replaced;
  }

  /**
   * Adds entries to an empty draft: pools before their identities.
   *
   * @throws StateError if they are inconsistent
   */
  async fill(entries: AsyncIterable<Entry>): Promise<void> {
    /** The parents of merged identities, to find circles: following one would never end. */
    const parents = new Map<string, string>();
    await this.#inSlices(entries, (entry) => {
      if (entry.kind === "pool") {
        if (this.storedPool(entry.record.id) !== undefined) {
          throw new StateError("", `two identity pools have the id ${entry.record.id}`);
        }
        this.putPool(entry.record);
      } else if (entry.kind === "identity") {
        this.#fillIdentity(entry.record);
        if (entry.record.parentId !== undefined) {
          parents.set(entry.record.id, entry.record.parentId);
        }
      } else if (entry.kind === "session") {
        this.setSession(entry.record);
      } else {
        this.putSigningKey(entry.record);
      }
    });
    checkParents(parents);
  }

  /** Resolves when deleted records have also been removed from the database. */
  async settled(): Promise<void> {
    await this.deletions.settled();
    await this.database.written();
  }

  /** Closes the database. Unfinished deletions continue after the next start. */
  async close(): Promise<void> {
    this.deletions.stop();
    await this.database.close();
  }

  #fillIdentity(identity: IdentityRecord): void {
    const { id, poolId, logins } = identity;
    const number = this.storedPool(poolId)?.number;
    if (number === undefined) {
      throw new StateError("", `there is no identity pool ${poolId} for identity ${id}`);
    }
    if (this.read("x", id) !== undefined) {
      throw new StateError("", `two identities have the id ${id}`);
    }
    for (const login of logins) {
      const owner = this.read("l", String(number), loginText(login));
      if (owner !== undefined) {
        throw new StateError("", `identities ${owner} and ${id} have the same login`);
      }
    }
    this.setIdentity(number, identity);
  }

  async #inSlices<Item>(items: AsyncIterable<Item>, add: (item: Item) => void): Promise<void> {
    let count = 0;
    for await (const item of items) {
      add(item);
      if (++count % FILLED_AT_ONCE === 0) {
        await this.database.written();
      }
    }
    await this.database.written();
  }

  async #replace(fill: (draft: Store) => Promise<void>): Promise<void> {
    const draft = new Store(this.database, this.deletions, ++this.#lastGeneration);
    const before = this.generation;
    let unused = draft.generation;
    try {
      await fill(draft);
      const signingKey = this.read("k");
      if (signingKey !== undefined && draft.read("k") === undefined) {
        draft.write(["k"], signingKey);
      }
      // Snapshots of the next generation then contain all of it.
      await this.database.written();
      this.database.set(CURRENT_GENERATION, String(draft.generation));
      // From here on, requests see the new state, and no response is sent before it is written.
      this.generation = draft.generation;
      await this.database.written();
      this.sessions += draft.sessions;
      unused = before;
    } catch (error) {
      this.generation = before;
      throw error;
    } finally {
      this.deletions.generation(unused);
    }
  }
}

/** Generations that were never completed, or have been replaced and not been deleted yet. */
async function otherGenerations(database: Database, current: number): Promise<number[]> {
  const found: number[] = [];
  let from = "0";
  for (;;) {
    // The character after `9`.
    const { value } = await database.range({ gte: from, lt: ":" }).next();
    if (value === undefined) {
      return found.filter((generation) => generation !== current);
    }
    const generation = Number.parseInt(value[0], 10);
    found.push(generation);
    from = generationRange(generation).lt;
  }
}

/** @throws StateError if parents form a circle */
function checkParents(parents: ReadonlyMap<string, string>): void {
  const ending = new Set<string>();
  for (const id of parents.keys()) {
    const passed = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !ending.has(at); at = parents.get(at)) {
      if (passed.has(at)) {
        throw new StateError("", `the parents of identity ${id} form a circle`);
      }
      passed.add(at);
    }
    for (const known of passed) {
      ending.add(known);
    }
  }
}

/** A store in use. */
export interface OpenStore {
  readonly store: Store;
  close(): Promise<void>;
}

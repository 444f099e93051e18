import type { Database } from "./Database.js";
import { Deletions } from "./Deletions.js";
import { Lists } from "./Lists.js";
import type { Entry, IdentityRecord, PoolRecord } from "./records.js";
import { StateError } from "./StateError.js";
import { CURRENT_GENERATION, FORMAT_1_KEYS, generationRange, lastPart, loginText, rangeOf } from "./storedForm.js";

/** The most records that are filled in before they are written. */
const FILLED_AT_ONCE = 500;

/** The state of the service. It is replaced as a whole by the next generation. */
export class Store extends Lists {
  /** The largest number of a generation that was ever used. */
  #lastGeneration = 0;
  #replacing: Promise<void> = Promise.resolve();

  /**
   * The state that a database holds. What was left to delete in it is deleted behind the requests.
   *
   * @param begin fills the state of a database that has none yet
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
   * Adds a pool with all of its identities, as one change however many they are.
   *
   * Until the pool has its name, nothing finds the identities, and a process that is killed deletes them after its next start.
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
   * Puts what is filled into a draft in the place of everything, as one change. A signing key stays unless there is another one in the
   * draft.
   *
   * @param fill writes to the draft, which nothing else sees; when it rejects, nothing has changed
   */
  replace(fill: (draft: Store) => Promise<void>): Promise<void> {
    const replaced = this.#replacing.then(() => this.#replace(fill));
    this.#replacing = replaced.catch(() => {});
    return replaced;
  }

  /**
   * Adds entries to an empty draft: pools before their identities.
   *
   * @throws StateError when they do not fit together
   */
  async fill(entries: AsyncIterable<Entry>): Promise<void> {
    /** Of merged identities only: whoever followed a circle of them would never come to an end. */
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

  /** Done when what was deleted is gone from the database, too. */
  async settled(): Promise<void> {
    await this.deletions.settled();
    await this.database.written();
  }

  /** Leaves what is left to delete to the next start. */
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
      // Snapshots of the next generation then find all of it.
      await this.database.written();
      this.database.set(CURRENT_GENERATION, String(draft.generation));
      // From here on, requests see the new state, and none is answered before it is written.
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
    // The character after the nine.
    const { value } = await database.range({ gte: from, lt: ":" }).next();
    if (value === undefined) {
      return found.filter((generation) => generation !== current);
    }
    const generation = Number.parseInt(value[0], 10);
    found.push(generation);
    from = generationRange(generation).lt;
  }
}

/** @throws StateError when parents go round in a circle */
function checkParents(parents: ReadonlyMap<string, string>): void {
  const ending = new Set<string>();
  for (const id of parents.keys()) {
    const passed = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !ending.has(at); at = parents.get(at)) {
      if (passed.has(at)) {
        throw new StateError("", `the parents of identity ${id} go round in a circle`);
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

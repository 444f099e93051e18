import type { JsonWebKey } from "../base/JsonWebKey.js";
import { StateError } from "./codec.js";
import type { Database, Range } from "./Database.js";
import type { Entry, IdentityRecord, Login, PoolRecord, SessionRecord } from "./records.js";
import {
  identityOf,
  identityText,
  keyOf,
  keyText,
  poolOf,
  poolText,
  type StoredPool,
  sessionOf,
  sessionText,
} from "./storedForm.js";

/** A part of a list, in ascending order of ids. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The last id of the page; absent when no more items follow. It holds when items are added or deleted. */
  readonly next?: string;
}

export interface PageRequest {
  /** List only ids that follow this one; the empty string is the beginning. */
  readonly after: string;
  readonly limit: number;
}

/** Sessions are kept this long after their end, so that a late request is told "expired" and not "unknown". */
const EXPIRED_SESSION_KEPT_MS = 60 * 60_000;

/** Expired sessions are looked for this often. */
const SESSIONS_CHECKED_MS = 60_000;

/** The most records that are filled in before they are written. */
const FILLED_AT_ONCE = 500;

const CURRENT_GENERATION = "!generation";

/** Enough for any whole number that JavaScript counts to. */
const DIGITS = 16;

/** All other keys begin with a digit or with `!`. */
const FORMAT_1_KEYS: Range = { gte: "a", lt: "~" };

/**
 * The state of the service: pools, identities, sessions and the key that tokens are signed with.
 *
 * Reads of single records and all writes are synchronous, so that an operation that reads, checks and then writes without an `await`
 * in between is atomic. What one request writes is written as a whole or not at all.
 *
 * All records of one generation have keys that begin with its number:
 *
 *     p/POOL                   the pool and its number; numbers ascend as pools are created
 *     o/NUMBER                 the id of the pool with this number; absent once it is deleted
 *     a/ACCOUNT/POOL           the pools of an account
 *     c/ACCOUNT                how many there are
 *     n                        the last pool number
 *     i/NUMBER/IDENTITY        an identity of the pool with this number
 *     x/IDENTITY               the number of its pool
 *     l/NUMBER/LOGIN           the id of the identity that has the login
 *     d/NUMBER                 a pool of which identities are left that have to be deleted
 *     s/ACCESS-KEY             a session
 *     t/TIME/COUNT/ACCESS-KEY  the sessions as they were issued
 *     k                        the signing key
 *
 * The state is replaced as a whole by the next generation.
 */
export class Store {
  readonly #database: Database;
  #generation: number;
  /** The largest number of a generation that was ever used. */
  #lastGeneration: number;
  #sessions = 0;
  #sessionsChecked = Number.NEGATIVE_INFINITY;
  #replacing: Promise<void> = Promise.resolve();
  /** What is done behind the requests. */
  #background: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(database: Database, generation: number, last = generation) {
    this.#database = database;
    this.#generation = generation;
    this.#lastGeneration = last;
  }

  /**
   * The state that a database holds. What was left to delete in it is deleted behind the requests.
   *
   * @param begin fills the state of a database that has none yet
   */
  static async open(database: Database, begin: (draft: Store) => Promise<void> = async () => {}): Promise<Store> {
    const current = database.get(CURRENT_GENERATION);
    const generation = Number(current ?? 0);
    const others = await otherGenerations(database, generation);
    const store = new Store(database, generation, Math.max(generation, ...others));
    for (const other of others) {
      store.#later(() => database.deleteRange(generationRange(other)));
    }
    for await (const [key] of database.range(store.#range("d"))) {
      store.#later(() => store.#deleteIdentitiesOf(generation, lastPart(key)));
    }
    if (current === undefined) {
      await store.replace(begin);
    }
    store.#later(() => database.deleteRange(FORMAT_1_KEYS));
    return store;
  }

  pool(id: string): PoolRecord | undefined {
    return this.#pool(id)?.record;
  }

  putPool(pool: PoolRecord): void {
    const number = this.#pool(pool.id)?.number ?? this.#nextPoolNumber();
    this.#setPool({ number, record: pool });
  }

  /** Also deletes the pool's identities: no call finds any of them from then on, and what they take is freed later. */
  deletePool(id: string): void {
    const pool = this.#pool(id);
    if (pool === undefined) {
      return;
    }
    const { accountId } = pool.record;
    this.#set(["p", id], null);
    this.#set(["o", padded(pool.number)], null);
    this.#set(["a", accountId, id], null);
    this.#set(["c", accountId], String(this.countPools(accountId) - 1));
    // In the same change as the pool: a process that is killed in between goes on after its next start.
    this.#set(["d", String(pool.number)], "");
    const generation = this.#generation;
    this.#later(() => this.#deleteIdentitiesOf(generation, String(pool.number)));
  }

  pools(accountId: string, { after, limit }: PageRequest): Promise<Page<PoolRecord>> {
    return pageOf(this.#following(after, "a", accountId), after, limit, (key) => this.pool(lastPart(key)));
  }

  countPools(accountId: string): number {
    return Number(this.#get("c", accountId) ?? 0);
  }

  /** Pools of all accounts, oldest first. */
  async *allPools(): AsyncGenerator<PoolRecord> {
    for await (const [, id] of this.#database.range(this.#range("o"))) {
      const pool = this.pool(id);
      if (pool !== undefined) {
        yield pool;
      }
    }
  }

  identity(id: string): IdentityRecord | undefined {
    const number = this.#get("x", id);
    const poolId = number === undefined ? undefined : this.#get("o", padded(Number(number)));
    return number === undefined || poolId === undefined ? undefined : this.#identity(number, poolId, id);
  }

  identityOfLogin(poolId: string, login: Login): IdentityRecord | undefined {
    const number = this.#pool(poolId)?.number;
    const id = number === undefined ? undefined : this.#get("l", String(number), loginText(login));
    return id === undefined ? undefined : this.#identity(String(number), poolId, id);
  }

  /** A login belongs to the record that was put with it last; all records of a call are one change. */
  putIdentities(...identities: readonly IdentityRecord[]): void {
    // All old logins go before any new ones come: a merge moves logins from one record to another.
    for (const { id } of identities) {
      this.#forgetLogins(this.identity(id));
    }
    for (const identity of identities) {
      const pool = this.#pool(identity.poolId);
      if (pool === undefined) {
        throw new StateError("", `there is no identity pool ${identity.poolId} for identity ${identity.id}`);
      }
      this.#setIdentity(pool.number, identity);
    }
  }

  deleteIdentities(...ids: readonly string[]): void {
    for (const id of ids) {
      const identity = this.identity(id);
      if (identity !== undefined) {
        this.#forgetLogins(identity);
        this.#set(["i", this.#get("x", id) ?? "", id], null);
        this.#set(["x", id], null);
      }
    }
  }

  async identities(poolId: string, page: PageRequest & { hideDisabled: boolean }): Promise<Page<IdentityRecord>> {
    const number = this.#pool(poolId)?.number;
    if (number === undefined) {
      return { items: [] };
    }
    return pageOf(this.#following(page.after, "i", String(number)), page.after, page.limit, (key, value) => {
      const identity = identityOf(value, lastPart(key), poolId);
      return page.hideDisabled && identity.disabled ? undefined : identity;
    });
  }

  async *identitiesOf(poolId: string): AsyncGenerator<IdentityRecord> {
    for await (const [key, value] of this.#database.range(this.#range("i", String(this.#pool(poolId)?.number)))) {
      yield identityOf(value, lastPart(key), poolId);
    }
  }

  session(accessKeyId: string): SessionRecord | undefined {
    const text = this.#get("s", accessKeyId);
    return text === undefined ? undefined : sessionOf(text);
  }

  putSession(session: SessionRecord): void {
    this.#setSession(session);
    if (Math.abs(session.issuedAt - this.#sessionsChecked) >= SESSIONS_CHECKED_MS) {
      this.#sessionsChecked = session.issuedAt;
      this.#later(() => this.#deleteExpiredSessions(session.issuedAt));
    }
  }

  /** The sessions issued last, the latest first. */
  async lastSessions(limit: number): Promise<readonly SessionRecord[]> {
    const latestFirst = this.#database.range({ ...this.#range("t"), reverse: true });
    return (await pageOf(latestFirst, "", limit, (key) => this.session(lastPart(key)))).items;
  }

  /** The private key that tokens are signed with, once there is one. */
  signingKey(): JsonWebKey | undefined {
    const text = this.#get("k");
    return text === undefined ? undefined : keyOf(text);
  }

  putSigningKey(key: JsonWebKey): void {
    this.#set(["k"], keyText(key));
  }

  /** Everything that is stored, as it is at the beginning: pools, oldest first, identities by pool, sessions, the signing key. */
  async *entries(): AsyncGenerator<Entry> {
    const view = this.#database.view();
    const generation = this.#generation;
    const range = (...parts: readonly string[]) => this.#database.range(rangeOf(generation, parts), view);
    const read = (...parts: readonly string[]) => this.#database.get(keyIn(generation, parts), view);
    try {
      const pools: { id: string; number: string }[] = [];
      for await (const [key, id] of range("o")) {
        pools.push({ id, number: String(Number(lastPart(key))) });
        yield { kind: "pool", record: poolOf(read("p", id) ?? "").record };
      }
      for (const { id, number } of pools) {
        for await (const [key, value] of range("i", number)) {
          yield { kind: "identity", record: identityOf(value, lastPart(key), id) };
        }
      }
      for await (const [key] of range("t")) {
        yield { kind: "session", record: sessionOf(read("s", lastPart(key)) ?? "") };
      }
      const signingKey = read("k");
      if (signingKey !== undefined) {
        yield { kind: "signingKey", record: keyOf(signingKey) };
      }
    } finally {
      await this.#database.closeView(view);
    }
  }

  /**
   * Adds a pool with all of its identities, as one change however many they are.
   *
   * Until the pool has its name, nothing finds the identities, and a process that is killed deletes them after its next start.
   */
  async addPool(pool: PoolRecord, identities: AsyncIterable<IdentityRecord>): Promise<void> {
    const number = this.#nextPoolNumber();
    this.#set(["d", String(number)], "");
    try {
      await this.#inSlices(identities, (identity) => this.#setIdentity(number, identity));
      this.#setPool({ number, record: pool });
      this.#set(["d", String(number)], null);
      await this.#database.written();
    } catch (error) {
      const generation = this.#generation;
      this.#later(() => this.#deleteIdentitiesOf(generation, String(number)));
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
        if (this.#pool(entry.record.id) !== undefined) {
          throw new StateError("", `two identity pools have the id ${entry.record.id}`);
        }
        this.putPool(entry.record);
      } else if (entry.kind === "identity") {
        this.#fillIdentity(entry.record);
        if (entry.record.parentId !== undefined) {
          parents.set(entry.record.id, entry.record.parentId);
        }
      } else if (entry.kind === "session") {
        this.#setSession(entry.record);
      } else {
        this.putSigningKey(entry.record);
      }
    });
    checkParents(parents);
  }

  /** Done when all changes so far are written. */
  written(): Promise<void> {
    return this.#database.written();
  }

  /** See {@link Database.begin}. */
  begin(): Promise<() => Promise<void>> {
    return this.#database.begin();
  }

  /** Done when what was deleted is gone from the database, too. */
  async settled(): Promise<void> {
    await this.#background;
    await this.#database.written();
  }

  /** Leaves what is left to delete to the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#database.close();
  }

  #get(...parts: readonly string[]): string | undefined {
    return this.#database.get(keyIn(this.#generation, parts));
  }

  #set(parts: readonly string[], value: string | null): void {
    this.#database.set(keyIn(this.#generation, parts), value);
  }

  #range(...parts: readonly string[]): Range {
    return rangeOf(this.#generation, parts);
  }

  /** From an id on. */
  #following(id: string, ...parts: readonly string[]): AsyncGenerator<readonly [string, string]> {
    const range = this.#range(...parts);
    return this.#database.range({ ...range, gte: `${range.gte}${id}` });
  }

  #pool(id: string): StoredPool | undefined {
    const text = this.#get("p", id);
    return text === undefined ? undefined : poolOf(text);
  }

  #nextPoolNumber(): number {
    const number = Number(this.#get("n") ?? 0) + 1;
    this.#set(["n"], String(number));
    return number;
  }

  #setPool(pool: StoredPool): void {
    const { id, accountId } = pool.record;
    if (this.#get("p", id) === undefined) {
      this.#set(["o", padded(pool.number)], id);
      this.#set(["a", accountId, id], "");
      this.#set(["c", accountId], String(this.countPools(accountId) + 1));
    }
    this.#set(["p", id], poolText(pool));
  }

  #identity(number: string, poolId: string, id: string): IdentityRecord | undefined {
    const text = this.#get("i", number, id);
    return text === undefined ? undefined : identityOf(text, id, poolId);
  }

  #setIdentity(number: number, identity: IdentityRecord): void {
    const pool = String(number);
    this.#set(["i", pool, identity.id], identityText(identity));
    this.#set(["x", identity.id], pool);
    for (const login of identity.logins) {
      this.#set(["l", pool, loginText(login)], identity.id);
    }
  }

  #forgetLogins(identity: IdentityRecord | undefined): void {
    const pool = identity === undefined ? undefined : this.#get("x", identity.id);
    for (const login of (pool !== undefined && identity?.logins) || []) {
      if (this.#get("l", pool ?? "", loginText(login)) === identity?.id) {
        this.#set(["l", pool ?? "", loginText(login)], null);
      }
    }
  }

  #fillIdentity(identity: IdentityRecord): void {
    const { id, poolId, logins } = identity;
    const number = this.#pool(poolId)?.number;
    if (number === undefined) {
      throw new StateError("", `there is no identity pool ${poolId} for identity ${id}`);
    }
    if (this.#get("x", id) !== undefined) {
      throw new StateError("", `two identities have the id ${id}`);
    }
    for (const login of logins) {
      const owner = this.#get("l", String(number), loginText(login));
      if (owner !== undefined) {
        throw new StateError("", `identities ${owner} and ${id} have the same login`);
      }
    }
    this.#setIdentity(number, identity);
  }

  #setSession(session: SessionRecord): void {
    this.#set(["s", session.accessKeyId], sessionText(session));
    this.#set(["t", padded(session.issuedAt), padded(this.#sessions++), session.accessKeyId], "");
  }

  async #inSlices<Item>(items: AsyncIterable<Item>, add: (item: Item) => void): Promise<void> {
    let count = 0;
    for await (const item of items) {
      add(item);
      if (++count % FILLED_AT_ONCE === 0) {
        await this.#database.written();
      }
    }
    await this.#database.written();
  }

  async #replace(fill: (draft: Store) => Promise<void>): Promise<void> {
    const draft = new Store(this.#database, ++this.#lastGeneration);
    const before = this.#generation;
    let unused = draft.#generation;
    try {
      await fill(draft);
      const signingKey = this.#get("k");
      if (signingKey !== undefined && draft.#get("k") === undefined) {
        draft.#set(["k"], signingKey);
      }
      this.#database.set(CURRENT_GENERATION, String(draft.#generation));
      // From here on, requests see the new state, and none is answered before it is written.
      this.#generation = draft.#generation;
      await this.#database.written();
      this.#sessions += draft.#sessions;
      unused = before;
    } catch (error) {
      this.#generation = before;
      throw error;
    } finally {
      this.#later(() => this.#database.deleteRange(generationRange(unused)));
    }
  }

  /** One after the other. What fails, because the disk is full, is left to the next start. */
  #later(task: () => Promise<void>): void {
    this.#background = this.#background.then(() => (this.#closed ? undefined : task())).catch(() => {});
  }

  async #deleteIdentitiesOf(generation: number, pool: string): Promise<void> {
    await this.#database.deleteRange(rangeOf(generation, ["i", pool]), (key) => {
      const index = keyIn(generation, ["x", lastPart(key)]);
      // An identity of another pool may have got the id meanwhile.
      if (this.#database.get(index) === pool) {
        this.#database.set(index, null);
      }
    });
    await this.#database.deleteRange(rangeOf(generation, ["l", pool]));
    this.#database.set(keyIn(generation, ["d", pool]), null);
    await this.#database.written();
  }

  async #deleteExpiredSessions(now: number): Promise<void> {
    // The oldest come first: a session is deleted when it and all that were issued before it are over.
    for await (const [key] of this.#database.range(this.#range("t"))) {
      const id = lastPart(key);
      const session = this.session(id);
      if (session !== undefined && session.expiresAt + EXPIRED_SESSION_KEPT_MS > now) {
        return;
      }
      this.#set(["s", id], null);
      this.#database.set(key, null);
    }
  }
}

const padded = (number: number): string => String(number).padStart(DIGITS, "0");

const keyIn = (generation: number, parts: readonly string[]): string => `${generation}/${parts.join("/")}`;

/** What begins with these parts. */
function rangeOf(generation: number, parts: readonly string[]): Range {
  const prefix = `${keyIn(generation, parts)}/`;
  // The character after the slash.
  return { gte: prefix, lt: `${prefix.slice(0, -1)}0` };
}

const generationRange = (generation: number): Range => ({ gte: `${generation}/`, lt: `${generation}0` });

const lastPart = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

// As JSON, because any character may stand in a subject: a plain separator could make two logins look alike.
const loginText = ({ kind, provider, subject }: Login): string => JSON.stringify([kind[0], provider, subject]);

/** @param pick turns an entry into the item to list, or into `undefined` to leave it out */
async function pageOf<Item>(
  entries: AsyncGenerator<readonly [key: string, value: string]>,
  after: string,
  limit: number,
  pick: (key: string, value: string) => Item | undefined,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let last = after;
  for await (const [key, value] of entries) {
    const item = lastPart(key) === after ? undefined : pick(key, value);
    if (item === undefined) {
      continue;
    }
    // One item more than requested was found, so there is a next page.
    if (items.length === limit) {
      return { items, next: last };
    }
    items.push(item);
    last = lastPart(key);
  }
  return { items };
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

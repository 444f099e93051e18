import type { JsonWebKey } from "../base/JsonWebKey.js";
import { StateError } from "./codec.js";
import type { Database, Range } from "./Database.js";
import type { Deletions } from "./Deletions.js";
import type { IdentityRecord, Login, PoolRecord, SessionRecord } from "./records.js";
import {
  identityOf,
  identityText,
  keyIn,
  keyOf,
  keyText,
  lastPart,
  loginText,
  padded,
  poolOf,
  poolText,
  rangeOf,
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

/** Expired sessions are looked for this often. */
const SESSIONS_CHECKED_MS = 60_000;

/**
 * The records of one generation of the state: pools, identities, sessions and the key that tokens are signed with.
 *
 * Reads of single records and all writes are synchronous, so that an operation that reads, checks and then writes without an `await`
 * in between is atomic. What one request writes is written as a whole or not at all.
 */
export class Generation {
  protected readonly database: Database;
  protected readonly deletions: Deletions;
  protected generation: number;
  /** How many were put by this process. */
  protected sessions = 0;
  #sessionsChecked = Number.NEGATIVE_INFINITY;

  constructor(database: Database, deletions: Deletions, generation: number) {
    this.database = database;
    this.deletions = deletions;
    this.generation = generation;
  }

  pool(id: string): PoolRecord | undefined {
    return this.storedPool(id)?.record;
  }

  putPool(pool: PoolRecord): void {
    const number = this.storedPool(pool.id)?.number ?? this.nextPoolNumber();
    this.setPool({ number, record: pool });
  }

  /** Also deletes the pool's identities: no call finds any of them from then on, and what they take is freed later. */
  deletePool(id: string): void {
    const pool = this.storedPool(id);
    if (pool === undefined) {
      return;
    }
    const { accountId } = pool.record;
    this.write(["p", id], null);
    this.write(["o", padded(pool.number)], null);
    this.write(["a", accountId, id], null);
    this.write(["c", accountId], String(this.countPools(accountId) - 1));
    // In the same change as the pool: a process that is killed in between goes on after its next start.
    this.write(["d", String(pool.number)], "");
    this.deletions.identitiesOf(this.generation, String(pool.number));
  }

  pools(accountId: string, { after, limit }: PageRequest): Promise<Page<PoolRecord>> {
    return pageOf(this.#following(after, "a", accountId), after, limit, (key) => this.pool(lastPart(key)));
  }

  countPools(accountId: string): number {
    return Number(this.read("c", accountId) ?? 0);
  }

  /** Pools of all accounts, oldest first. */
  async *allPools(): AsyncGenerator<PoolRecord> {
    for await (const [, id] of this.database.range(this.#range("o"))) {
      const pool = this.pool(id);
      if (pool !== undefined) {
        yield pool;
      }
    }
  }

  identity(id: string): IdentityRecord | undefined {
    const number = this.read("x", id);
    const poolId = number === undefined ? undefined : this.read("o", padded(Number(number)));
    return number === undefined || poolId === undefined ? undefined : this.#identity(number, poolId, id);
  }

  identityOfLogin(poolId: string, login: Login): IdentityRecord | undefined {
    const number = this.storedPool(poolId)?.number;
    const id = number === undefined ? undefined : this.read("l", String(number), loginText(login));
    return id === undefined ? undefined : this.#identity(String(number), poolId, id);
  }

  /** A login belongs to the record that was put with it last; all records of a call are one change. */
  putIdentities(...identities: readonly IdentityRecord[]): void {
    // All old logins go before any new ones come: a merge moves logins from one record to another.
    for (const { id } of identities) {
      this.#forgetLogins(this.identity(id));
    }
    for (const identity of identities) {
      const pool = this.storedPool(identity.poolId);
      if (pool === undefined) {
        throw new StateError("", `there is no identity pool ${identity.poolId} for identity ${identity.id}`);
      }
      this.setIdentity(pool.number, identity);
    }
  }

  deleteIdentities(...ids: readonly string[]): void {
    for (const id of ids) {
      const identity = this.identity(id);
      if (identity !== undefined) {
        this.#forgetLogins(identity);
        this.write(["i", this.read("x", id) ?? "", id], null);
        this.write(["x", id], null);
      }
    }
  }

  async identities(poolId: string, page: PageRequest & { hideDisabled: boolean }): Promise<Page<IdentityRecord>> {
    const number = this.storedPool(poolId)?.number;
    if (number === undefined) {
      return { items: [] };
    }
    return pageOf(this.#following(page.after, "i", String(number)), page.after, page.limit, (key, value) => {
      const identity = identityOf(value, lastPart(key), poolId);
      return page.hideDisabled && identity.disabled ? undefined : identity;
    });
  }

  async *identitiesOf(poolId: string): AsyncGenerator<IdentityRecord> {
    for await (const [key, value] of this.database.range(this.#range("i", String(this.storedPool(poolId)?.number)))) {
      yield identityOf(value, lastPart(key), poolId);
    }
  }

  session(accessKeyId: string): SessionRecord | undefined {
    const text = this.read("s", accessKeyId);
    return text === undefined ? undefined : sessionOf(text);
  }

  putSession(session: SessionRecord): void {
    this.setSession(session);
    if (Math.abs(session.issuedAt - this.#sessionsChecked) >= SESSIONS_CHECKED_MS) {
      this.#sessionsChecked = session.issuedAt;
      this.deletions.expiredSessions(this.generation, session.issuedAt);
    }
  }

  /** The sessions issued last, the latest first. */
  async lastSessions(limit: number): Promise<readonly SessionRecord[]> {
    const latestFirst = this.database.range({ ...this.#range("t"), reverse: true });
    return (await pageOf(latestFirst, "", limit, (key) => this.session(lastPart(key)))).items;
  }

  /** The private key that tokens are signed with, once there is one. */
  signingKey(): JsonWebKey | undefined {
    const text = this.read("k");
    return text === undefined ? undefined : keyOf(text);
  }

  putSigningKey(key: JsonWebKey): void {
    this.write(["k"], keyText(key));
  }

  protected read(...parts: readonly string[]): string | undefined {
    return this.database.get(keyIn(this.generation, parts));
  }

  protected write(parts: readonly string[], value: string | null): void {
    this.database.set(keyIn(this.generation, parts), value);
  }

  #range(...parts: readonly string[]): Range {
    return rangeOf(this.generation, parts);
  }

  /** From an id on. */
  #following(id: string, ...parts: readonly string[]): AsyncGenerator<readonly [string, string]> {
    const range = this.#range(...parts);
    return this.database.range({ ...range, gte: `${range.gte}${id}` });
  }

  protected storedPool(id: string): StoredPool | undefined {
    const text = this.read("p", id);
    return text === undefined ? undefined : poolOf(text);
  }

  protected nextPoolNumber(): number {
    const number = Number(this.read("n") ?? 0) + 1;
    this.write(["n"], String(number));
    return number;
  }

  protected setPool(pool: StoredPool): void {
    const { id, accountId } = pool.record;
    if (this.read("p", id) === undefined) {
      this.write(["o", padded(pool.number)], id);
      this.write(["a", accountId, id], "");
      this.write(["c", accountId], String(this.countPools(accountId) + 1));
    }
    this.write(["p", id], poolText(pool));
  }

  #identity(number: string, poolId: string, id: string): IdentityRecord | undefined {
    const text = this.read("i", number, id);
    return text === undefined ? undefined : identityOf(text, id, poolId);
  }

  protected setIdentity(number: number, identity: IdentityRecord): void {
    const pool = String(number);
    this.write(["i", pool, identity.id], identityText(identity));
    this.write(["x", identity.id], pool);
    for (const login of identity.logins) {
      this.write(["l", pool, loginText(login)], identity.id);
    }
  }

  #forgetLogins(identity: IdentityRecord | undefined): void {
    const pool = identity === undefined ? undefined : this.read("x", identity.id);
    for (const login of (pool !== undefined && identity?.logins) || []) {
      if (this.read("l", pool ?? "", loginText(login)) === identity?.id) {
        this.write(["l", pool ?? "", loginText(login)], null);
      }
    }
  }

  protected setSession(session: SessionRecord): void {
    this.write(["s", session.accessKeyId], sessionText(session));
    this.write(["t", padded(session.issuedAt), padded(this.sessions++), session.accessKeyId], "");
  }
}

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

import type { JsonWebKey } from "../base/JsonWebKey.js";
import { StateError } from "./codec.js";
import { type Entry, identityList, type Journal, poolList } from "./Entry.js";
import { KeyList } from "./KeyList.js";
import { checkParents, type IdentityEntry, inOrder, isPosition, restorePosition } from "./loading.js";
import { PoolDeletions } from "./PoolDeletions.js";
import type { IdentityRecord, Login, PoolRecord, SessionRecord } from "./records.js";
import type { Page, PageRequest, Store } from "./Store.js";

/** Sessions are remembered this long after their end, so that a late request is told "expired" and not "unknown". */
const EXPIRED_SESSION_KEPT_MS = 60 * 60_000;

/** Everything, in memory. With a journal, which hears of every change, it outlives the process. */
export class MemoryStore implements Store {
  readonly #journal: Journal | undefined;
  #pools = new Map<string, PoolRecord>();
  #identities = new Map<string, IdentityRecord>();
  /** The order of pools in their accounts, and of identities in their pools. */
  #lists = new Map<string, KeyList>();
  #identityOfLogin = new Map<string, string>();
  #sessions = new Map<string, SessionRecord>();
  #signingKey: JsonWebKey | undefined;
  readonly #deletions: PoolDeletions;

  constructor(journal?: Journal) {
    this.#journal = journal;
    this.#deletions = new PoolDeletions({
      deleteIdentity: (entry) => this.#deleteLeftOver(entry),
      finished: (poolId) => journal?.delete({ kind: "deletedPool", poolId }),
      pause: async () => {
        await journal?.flushed();
        await new Promise((resolve) => setImmediate(resolve));
      },
    });
  }

  pool(id: string): PoolRecord | undefined {
    return this.#pools.get(id);
  }

  putPool(pool: PoolRecord): void {
    this.#deletions.finish(pool.id);
    this.#pools.set(pool.id, pool);
    const position = this.#list(poolList(pool.accountId)).add(pool.id);
    this.#journal?.put({ kind: "pool", position, record: pool });
  }

  deletePool(id: string): void {
    const pool = this.#pools.get(id);
    if (pool === undefined) return;
    const identities = identityList(id);
    const list = this.#lists.get(identities);
    this.#journal?.delete({ kind: "lastPosition", list: identities, position: 0 });
    this.#lists.delete(identities);
    this.#pools.delete(id);
    this.#leave(poolList(pool.accountId), id, (position) => ({ kind: "pool", position, record: pool }));
    if (list !== undefined && list.size > 0) {
      // In the same change as the pool: a process that is killed in between goes on after its next start.
      this.#journal?.put({ kind: "deletedPool", poolId: id });
      this.#deletions.add(id, this.#identitiesIn(list));
    }
  }

  pools(accountId: string, { after, limit }: PageRequest): Page<PoolRecord> {
    return this.#lists.get(poolList(accountId))?.page(after, limit, (id) => this.#pools.get(id)) ?? { items: [] };
  }

  countPools(accountId: string): number {
    return this.#lists.get(poolList(accountId))?.size ?? 0;
  }

  allPools(limit: number): readonly PoolRecord[] {
    return [...this.#pools.values()].slice(0, limit);
  }

  identity(id: string): IdentityRecord | undefined {
    const identity = this.#identities.get(id);
    // Those of a deleted pool may still be there.
    return identity !== undefined && this.#pools.has(identity.poolId) ? identity : undefined;
  }

  identityOfLogin(poolId: string, login: Login): IdentityRecord | undefined {
    const id = this.#identityOfLogin.get(loginKey(poolId, login));
    return id === undefined ? undefined : this.identity(id);
  }

  putIdentities(...identities: readonly IdentityRecord[]): void {
    // All old logins go before any new ones come: a merge moves logins from one record of the change to another.
    for (const { id } of identities) this.#forgetLogins(id);
    for (const identity of identities) {
      this.#setIdentity(identity);
      const position = this.#list(identityList(identity.poolId)).add(identity.id);
      this.#journal?.put({ kind: "identity", position, record: identity });
    }
  }

  deleteIdentities(...ids: readonly string[]): void {
    for (const id of ids) {
      const identity = this.identity(id);
      if (identity === undefined) continue;
      this.#forgetLogins(id);
      this.#identities.delete(id);
      this.#leave(identityList(identity.poolId), id, (position) => ({ kind: "identity", position, record: identity }));
    }
  }

  identities(poolId: string, page: PageRequest & { hideDisabled: boolean }): Page<IdentityRecord> {
    const pick = (id: string): IdentityRecord | undefined => {
      const identity = this.#identities.get(id);
      return page.hideDisabled && identity?.disabled ? undefined : identity;
    };
    return this.#lists.get(identityList(poolId))?.page(page.after, page.limit, pick) ?? { items: [] };
  }

  session(accessKeyId: string): SessionRecord | undefined {
    return this.#sessions.get(accessKeyId);
  }

  lastSessions(limit: number): readonly SessionRecord[] {
    return [...this.#sessions.values()].slice(-limit).reverse();
  }

  putSession(session: SessionRecord): void {
    // The oldest come first, so the walk stops at the first that is to stay: a session is forgotten when it and all that were
    // issued before it are over.
    for (const [accessKeyId, old] of this.#sessions) {
      if (old.expiresAt + EXPIRED_SESSION_KEPT_MS > session.issuedAt) break;
      this.#sessions.delete(accessKeyId);
      this.#journal?.delete({ kind: "session", record: old });
    }
    this.#sessions.set(session.accessKeyId, session);
    this.#journal?.put({ kind: "session", record: session });
  }

  signingKey(): JsonWebKey | undefined {
    return this.#signingKey;
  }

  putSigningKey(key: JsonWebKey): void {
    this.#signingKey = key;
    this.#journal?.put({ kind: "signingKey", key });
  }

  *entries(): Iterable<Entry> {
    for (const record of this.#pools.values()) {
      yield { kind: "pool", position: this.#position(poolList(record.accountId), record.id), record };
    }
    for (const record of this.#identities.values()) {
      if (!this.#pools.has(record.poolId)) continue;
      yield { kind: "identity", position: this.#position(identityList(record.poolId), record.id), record };
    }
    for (const record of this.#sessions.values()) yield { kind: "session", record };
    for (const [list, { lastPosition }] of this.#lists) {
      yield { kind: "lastPosition", list, position: lastPosition };
    }
    if (this.#signingKey !== undefined) yield { kind: "signingKey", key: this.#signingKey };
  }

  /** What a journal has kept, at the start. The journal is not told of it again. */
  load(entries: Iterable<Entry>): void {
    const all = [...entries];
    for (const { record, position } of inOrder(all, "pool")) this.#loadPool(record, position);
    const leftOver = new Map<string, IdentityEntry[]>();
    for (const entry of all) if (entry.kind === "deletedPool") leftOver.set(entry.poolId, []);
    for (const entry of inOrder(all, "identity")) {
      const ofDeletedPool = leftOver.get(entry.record.poolId);
      if (ofDeletedPool === undefined) this.#loadIdentity(entry.record, entry.position);
      else ofDeletedPool.push(entry);
    }
    for (const [poolId, identities] of leftOver) this.#deletions.add(poolId, identities);
    checkParents(this.#identities);
    const sessions = all.filter((entry) => entry.kind === "session").map(({ record }) => record);
    for (const session of sessions.sort((one, other) => one.issuedAt - other.issuedAt)) {
      this.#sessions.set(session.accessKeyId, session);
    }
    for (const entry of all) {
      if (entry.kind === "lastPosition") this.#skipTo(entry.list, entry.position);
      if (entry.kind === "signingKey") this.#signingKey = entry.key;
    }
  }

  /** Ends what goes on behind the requests. */
  stop(): void {
    this.#deletions.stop();
  }

  replace(entries: Iterable<Entry>): void {
    const other = new MemoryStore();
    other.load(entries);
    this.clear();
    for (const poolId of [...this.#deletions.poolIds()]) this.#deletions.finish(poolId);
    this.#pools = other.#pools;
    this.#identities = other.#identities;
    this.#lists = other.#lists;
    this.#identityOfLogin = other.#identityOfLogin;
    this.#sessions = other.#sessions;
    this.#signingKey = other.#signingKey ?? this.#signingKey;
    if (this.#journal !== undefined) for (const entry of this.entries()) this.#journal.put(entry);
  }

  clear(): void {
    for (const id of [...this.#pools.keys()]) this.deletePool(id);
    for (const record of this.#sessions.values()) this.#journal?.delete({ kind: "session", record });
    for (const list of this.#lists.keys()) this.#journal?.delete({ kind: "lastPosition", list, position: 0 });
    this.#lists.clear();
    this.#sessions.clear();
  }

  #loadPool(pool: PoolRecord, position: number): void {
    if (this.#pools.has(pool.id)) throw new StateError("", `two identity pools have the id ${pool.id}`);
    this.#pools.set(pool.id, pool);
    restorePosition(this.#list(poolList(pool.accountId)), pool.id, position);
  }

  #loadIdentity(identity: IdentityRecord, position: number): void {
    const { id, poolId } = identity;
    if (this.#identities.has(id)) throw new StateError("", `two identities have the id ${id}`);
    if (!this.#pools.has(poolId)) throw new StateError("", `there is no identity pool ${poolId} for identity ${id}`);
    for (const login of identity.logins) {
      // Made once: a large store has millions of them.
      const key = loginKey(poolId, login);
      const owner = this.#identityOfLogin.get(key);
      if (owner !== undefined) throw new StateError("", `identities ${owner} and ${id} have the same login`);
      this.#identityOfLogin.set(key, id);
    }
    this.#identities.set(id, identity);
    restorePosition(this.#list(identityList(poolId)), id, position);
  }

  *#identitiesIn(list: KeyList): Iterable<IdentityEntry> {
    for (const [key, position] of list.entries()) {
      const record = this.#identities.get(key);
      if (record !== undefined) yield { kind: "identity", position, record };
    }
  }

  #deleteLeftOver(entry: IdentityEntry): void {
    const { id } = entry.record;
    if (this.#identities.get(id) === entry.record) {
      this.#forgetLogins(id);
      this.#identities.delete(id);
    }
    this.#journal?.delete(entry);
  }

  #setIdentity(identity: IdentityRecord): void {
    this.#identities.set(identity.id, identity);
    for (const login of identity.logins) this.#identityOfLogin.set(loginKey(identity.poolId, login), identity.id);
  }

  #forgetLogins(id: string): void {
    const identity = this.#identities.get(id);
    for (const login of identity?.logins ?? []) {
      const key = loginKey(identity?.poolId ?? "", login);
      if (this.#identityOfLogin.get(key) === id) this.#identityOfLogin.delete(key);
    }
  }

  #list(name: string): KeyList {
    const list = this.#lists.get(name) ?? new KeyList();
    this.#lists.set(name, list);
    return list;
  }

  #skipTo(list: string, position: number): void {
    if (!isPosition(position)) throw new StateError("", `the last position of list ${list} is none, ${position}`);
    this.#list(list).skipTo(position);
  }

  #position(list: string, key: string): number {
    return this.#lists.get(list)?.position(key) ?? 0;
  }

  /** Takes something off its list; the list remembers its last position also when nothing stands there any more. */
  #leave(name: string, key: string, entryAt: (position: number) => Entry): void {
    const list = this.#list(name);
    const position = list.position(key) ?? 0;
    list.delete(key);
    this.#journal?.delete(entryAt(position));
    if (position === list.lastPosition) this.#journal?.put({ kind: "lastPosition", list: name, position });
  }
}

// As JSON, because any character may stand in a subject: a plain separator could make two logins look alike.
const loginKey = (poolId: string, { kind, provider, subject }: Login): string =>
  JSON.stringify([poolId, kind, provider, subject]);

import { CreationOrder } from "./CreationOrder.js";
import type { IdentityRecord, Login, PoolRecord, SessionRecord } from "./records.js";
import type { Page, PageRequest, Store } from "./Store.js";

/** Sessions are remembered this long after their end, so that a late request is told "expired" and not "unknown". */
const EXPIRED_SESSION_KEPT_MS = 60 * 60_000;

export class MemoryStore implements Store {
  #pools = new Map<string, PoolRecord>();
  #poolsOfAccount = new Map<string, CreationOrder>();
  #identities = new Map<string, IdentityRecord>();
  #identitiesOfPool = new Map<string, CreationOrder>();
  #identityOfLogin = new Map<string, string>();
  #sessions = new Map<string, SessionRecord>();

  pool(id: string): PoolRecord | undefined {
    return this.#pools.get(id);
  }

  putPool(pool: PoolRecord): void {
    this.#pools.set(pool.id, pool);
    orderIn(this.#poolsOfAccount, pool.accountId).add(pool.id);
  }

  deletePool(id: string): void {
    const pool = this.#pools.get(id);
    if (pool === undefined) return;
    for (const identityId of [...(this.#identitiesOfPool.get(id)?.keys() ?? [])]) this.deleteIdentities(identityId);
    this.#identitiesOfPool.delete(id);
    this.#poolsOfAccount.get(pool.accountId)?.delete(id);
    this.#pools.delete(id);
  }

  pools(accountId: string, { after, limit }: PageRequest): Page<PoolRecord> {
    return this.#poolsOfAccount.get(accountId)?.page(after, limit, (id) => this.#pools.get(id)) ?? { items: [] };
  }

  countPools(accountId: string): number {
    return this.#poolsOfAccount.get(accountId)?.size ?? 0;
  }

  identity(id: string): IdentityRecord | undefined {
    return this.#identities.get(id);
  }

  identityOfLogin(poolId: string, login: Login): IdentityRecord | undefined {
    const id = this.#identityOfLogin.get(loginKey(poolId, login));
    return id === undefined ? undefined : this.#identities.get(id);
  }

  putIdentities(...identities: readonly IdentityRecord[]): void {
    // All old logins go before any new ones come: a merge moves logins from one record of the change to another.
    for (const { id } of identities) this.#forgetLogins(id);
    for (const identity of identities) {
      this.#identities.set(identity.id, identity);
      orderIn(this.#identitiesOfPool, identity.poolId).add(identity.id);
      for (const login of identity.logins) this.#identityOfLogin.set(loginKey(identity.poolId, login), identity.id);
    }
  }

  deleteIdentities(...ids: readonly string[]): void {
    for (const id of ids) {
      this.#forgetLogins(id);
      const poolId = this.#identities.get(id)?.poolId;
      if (poolId !== undefined) this.#identitiesOfPool.get(poolId)?.delete(id);
      this.#identities.delete(id);
    }
  }

  identities(poolId: string, page: PageRequest & { hideDisabled: boolean }): Page<IdentityRecord> {
    const pick = (id: string): IdentityRecord | undefined => {
      const identity = this.#identities.get(id);
      return page.hideDisabled && identity?.disabled ? undefined : identity;
    };
    return this.#identitiesOfPool.get(poolId)?.page(page.after, page.limit, pick) ?? { items: [] };
  }

  session(accessKeyId: string): SessionRecord | undefined {
    return this.#sessions.get(accessKeyId);
  }

  putSession(session: SessionRecord): void {
    // All sessions live equally long, so the oldest come first and the walk stops at the first that is to stay.
    for (const [accessKeyId, { expiresAt }] of this.#sessions) {
      if (expiresAt + EXPIRED_SESSION_KEPT_MS > session.issuedAt) break;
      this.#sessions.delete(accessKeyId);
    }
    this.#sessions.set(session.accessKeyId, session);
  }

  clear(): void {
    this.#pools.clear();
    this.#poolsOfAccount.clear();
    this.#identities.clear();
    this.#identitiesOfPool.clear();
    this.#identityOfLogin.clear();
    this.#sessions.clear();
  }

  #forgetLogins(id: string): void {
    const identity = this.#identities.get(id);
    for (const login of identity?.logins ?? []) {
      const key = loginKey(identity?.poolId ?? "", login);
      if (this.#identityOfLogin.get(key) === id) this.#identityOfLogin.delete(key);
    }
  }
}

function orderIn(orders: Map<string, CreationOrder>, key: string): CreationOrder {
  const order = orders.get(key) ?? new CreationOrder();
  orders.set(key, order);
  return order;
}

// As JSON, because any character may stand in a subject: a plain separator could make two logins look alike.
const loginKey = (poolId: string, { kind, provider, subject }: Login): string =>
  JSON.stringify([poolId, kind, provider, subject]);

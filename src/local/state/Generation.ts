import type { JsonWebKey } from "../base/JsonWebKey.js";
import type { Database } from "./Database.js";
import type { Deletions } from "./Deletions.js";
import type { LevelSnapshot } from "./Level.js";
import type { IdentityRecord, Login, PoolRecord, SessionRecord } from "./records.js";
import { StateError } from "./StateError.js";
import {
  identityOf,
  identityText,
  keyIn,
  keyOf,
  keyText,
  loginText,
  padded,
  poolOf,
  poolText,
  type StoredPool,
  sessionOf,
  sessionText,
} from "./storedForm.js";

/** The interval of searches for expired sessions. */
const SESSIONS_CHECKED_MS = 60_000;

/**
 * The records of one generation of the state: pools, identities, sessions, and the key that signs tokens.
 *
 * Reads of single records and all writes are synchronous, so an operation that reads, checks, and then writes without an `await` in between
 * is atomic. The changes of one request are written completely or not at all.
 */
export class Generation {
  protected readonly database: Database;
  protected readonly deletions: Deletions;
  protected generation: number;
  /** Reads use this instead of the current contents. */
  protected readonly snapshot: LevelSnapshot | undefined;
  /** The number of sessions that this process has added. */
  protected sessions = 0;
  #sessionsChecked = Number.NEGATIVE_INFINITY;

  constructor(database: Database, deletions: Deletions, generation: number, snapshot?: LevelSnapshot) {
    this.database = database;
    this.deletions = deletions;
    this.generation = generation;
    this.snapshot = snapshot;
  }

  pool(id: string): PoolRecord | undefined {
    return this.storedPool(id)?.record;
  }

  putPool(pool: PoolRecord): void {
    const number = this.storedPool(pool.id)?.number ?? this.nextPoolNumber();
    this.setPool({ number, record: pool });
  }

  /** Also deletes the pool's identities: no call finds them from then on, and their space is freed later. */
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
    // In the same change as the pool, so that a process that is killed meanwhile continues the deletion after its next start.
    this.write(["d", String(pool.number)], "");
    this.deletions.identitiesOf(this.generation, String(pool.number));
  }

  countPools(accountId: string): number {
    return Number(this.read("c", accountId) ?? 0);
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

  /** A login belongs to the last record that was added with it. All records of a call are one change. */
  putIdentities(...identities: readonly IdentityRecord[]): void {
    // Old logins are removed before new ones are added, because a merge moves logins from one record to another.
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

  /** The private key that signs tokens. Undefined until it is created. */
  signingKey(): JsonWebKey | undefined {
    const text = this.read("k");
    return text === undefined ? undefined : keyOf(text);
  }

  putSigningKey(key: JsonWebKey): void {
    this.write(["k"], keyText(key));
  }

  /** Resolves when all changes so far are written. */
  written(): Promise<void> {
    return this.database.written();
  }

  /** See {@link Database.begin}. */
  begin(): Promise<() => Promise<void>> {
    return this.database.begin();
  }

  protected read(...parts: readonly string[]): string | undefined {
    return this.database.get(keyIn(this.generation, parts), this.snapshot);
  }

  protected write(parts: readonly string[], value: string | null): void {
    this.database.set(keyIn(this.generation, parts), value);
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

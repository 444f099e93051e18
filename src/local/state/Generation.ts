import type { JsonWebKey } from "../base/JsonWebKey.js";
import type { Database } from "./Database.js";
import { Lookups } from "./Lookups.js";
import { textOf } from "./recordChecks.js";
import type { IdentityRecord, PoolRecord, SessionRecord } from "./records.js";
import { StateError } from "./StateError.js";
import { identityText, keyIn, loginText, type Part, padded, type StoredPool } from "./storedForm.js";

/**
 * The records of one generation of the state.
 *
 * Reads of single records and all writes are synchronous, so an operation that reads, checks, and then writes without an `await` in between
 * is atomic. The changes of one request are written completely or not at all.
 */
export class Generation extends Lookups {
  protected readonly database: Database;

  constructor(database: Database, generation: number) {
    super(database, generation);
    this.database = database;
  }

  putPool(record: PoolRecord): void {
    this.setPool({ number: this.storedPool(record.id)?.number ?? this.nextPoolNumber(), record });
  }

  /** A login belongs to the last record that was added with it. All records of a call are one change. */
  putIdentities(...identities: readonly IdentityRecord[]): void {
    // Old logins are removed before new ones are added, because a merge moves logins from one record to another.
    for (const { id } of identities) {
      this.#removeLogins(id);
    }
    for (const identity of identities) {
      this.setIdentity(this.#poolNumberOf(identity), identity);
    }
  }

  /** @throws StateError for an identity whose pool does not exist, or with the ID or a login of another one */
  addIdentity(identity: IdentityRecord): void {
    const { id, poolId, logins } = identity;
    const poolNumber = this.#poolNumberOf(identity);
    if (this.identity(id) !== undefined) {
      throw new StateError("", `two identities have the id ${id}`);
    }
    for (const login of logins) {
      const owner = this.identityOfLogin(poolId, login);
      if (owner !== undefined) {
        throw new StateError("", `identities ${owner.id} and ${id} have the same login`);
      }
    }
    this.setIdentity(poolNumber, identity);
  }

  deleteIdentities(...ids: readonly string[]): void {
    for (const id of ids) {
      const poolNumber = this.read(Number, "x", id);
      if (poolNumber !== undefined) {
        this.#removeLogins(id);
        this.write(["i", poolNumber, id], null);
        this.write(["x", id], null);
      }
    }
  }

  addSession(session: SessionRecord): void {
    this.write(["s", session.accessKeyId], textOf(session));
    this.write(["t", padded(session.issuedAt), session.accessKeyId], "");
  }

  deleteSession({ issuedAt, accessKeyId }: SessionRecord): void {
    this.write(["s", accessKeyId], null);
    this.write(["t", padded(issuedAt), accessKeyId], null);
  }

  putSigningKey(key: JsonWebKey): void {
    this.write(["k"], textOf(key));
  }

  protected nextPoolNumber(): number {
    const number = (this.read(Number, "n") ?? 0) + 1;
    this.write(["n"], String(number));
    return number;
  }

  protected setPool(pool: StoredPool): void {
    const { id, accountId } = pool.record;
    if (this.pool(id) === undefined) {
      this.write(["o", padded(pool.number)], id);
      this.write(["a", accountId, id], "");
      this.write(["c", accountId], String(this.countPools(accountId) + 1));
    }
    this.write(["p", id], textOf(pool));
  }

  /** From here on, no call finds the identities of the pool. */
  protected removePool({ number, record: { id, accountId } }: StoredPool): void {
    this.write(["p", id], null);
    this.write(["o", padded(number)], null);
    this.write(["a", accountId, id], null);
    this.write(["c", accountId], String(this.countPools(accountId) - 1));
  }

  protected setIdentity(poolNumber: number, identity: IdentityRecord): void {
    this.write(["i", poolNumber, identity.id], identityText(identity));
    this.write(["x", identity.id], String(poolNumber));
    for (const login of identity.logins) {
      this.write(["l", poolNumber, loginText(login)], identity.id);
    }
  }

  /** @param value `null` deletes the entry */
  protected write(parts: readonly Part[], value: string | null): void {
    this.database.set(keyIn(this.generation, parts), value);
  }

  /** @throws StateError if the pool does not exist */
  #poolNumberOf({ id, poolId }: IdentityRecord): number {
    const pool = this.storedPool(poolId);
    if (pool === undefined) {
      throw new StateError("", `there is no identity pool ${poolId} for identity ${id}`);
    }
    return pool.number;
  }

  #removeLogins(identityId: string): void {
    const poolNumber = this.read(Number, "x", identityId);
    if (poolNumber === undefined) {
      return; // The identity is new.
    }
    for (const login of this.identity(identityId)?.logins ?? []) {
      // It may belong to another identity by now.
      if (this.read(String, "l", poolNumber, loginText(login)) === identityId) {
        this.write(["l", poolNumber, loginText(login)], null);
      }
    }
  }
}

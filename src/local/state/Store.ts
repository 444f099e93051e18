import type { JsonWebKey } from "../base/JsonWebKey.js";
import type { Entry } from "./Entry.js";
import type { IdentityRecord, Login, PoolRecord, SessionRecord } from "./records.js";

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

/**
 * Where the service keeps its state.
 *
 * Calls are synchronous, so that an operation which reads, checks and then writes without an `await` in between is atomic.
 * Each writing call is one change: it happens as a whole, at a cost that does not grow with what is stored
 * (`replace` and `clear` excepted).
 */
export interface Store {
  pool(id: string): PoolRecord | undefined;
  putPool(pool: PoolRecord): void;
  /** Also deletes the pool's identities: no call finds any of them from then on, and what they took is freed by and by. */
  deletePool(id: string): void;
  pools(accountId: string, page: PageRequest): Page<PoolRecord>;
  countPools(accountId: string): number;
  /** Pools of all accounts, oldest first. */
  allPools(limit: number): readonly PoolRecord[];

  identity(id: string): IdentityRecord | undefined;
  identityOfLogin(poolId: string, login: Login): IdentityRecord | undefined;
  /** A login belongs to the record that was put with it last; putting several records is one change. */
  putIdentities(...identities: readonly IdentityRecord[]): void;
  deleteIdentities(...ids: readonly string[]): void;
  identities(poolId: string, page: PageRequest & { hideDisabled: boolean }): Page<IdentityRecord>;

  session(accessKeyId: string): SessionRecord | undefined;
  putSession(session: SessionRecord): void;
  /** The sessions issued last, the latest first. */
  lastSessions(limit: number): readonly SessionRecord[];

  /** The private key that tokens are signed with, once there is one. */
  signingKey(): JsonWebKey | undefined;
  putSigningKey(key: JsonWebKey): void;

  /** Everything that is stored. */
  entries(): Iterable<Entry>;
  /**
   * Puts these in the place of everything, as one change. A signing key that is not among them stays.
   *
   * @throws StateError when they do not fit together; then nothing has changed.
   */
  replace(entries: Iterable<Entry>): void;
  /** Deletes everything but the signing key: whoever verifies tokens has been told to keep it. */
  clear(): void;
}

/** A store in use. */
export interface OpenStore {
  readonly store: Store;
  /** Done when all changes so far are safe; to be awaited before anybody is told of them. */
  flushed(): Promise<void>;
  close(): Promise<void>;
}

import type { DatabaseSnapshot } from "./Database.js";
import { Lookups } from "./Lookups.js";
import type { Entry, IdentityRecord, PoolRecord, SessionRecord } from "./records.js";
import { identityOf, lastPart, type Part, rangeOf } from "./storedForm.js";

/** The lists of one generation of the state, as it was when the snapshot was taken. */
export class Lists extends Lookups {
  readonly #snapshot: DatabaseSnapshot;

  constructor(snapshot: DatabaseSnapshot, generation: number) {
    super(snapshot, generation);
    this.#snapshot = snapshot;
  }

  /**
   * Pools of an account, by ID.
   *
   * @param after list only IDs after this one
   */
  pools(accountId: string, after = ""): AsyncGenerator<PoolRecord> {
    return this.#list(["a", accountId], (id) => this.pool(id), { after });
  }

  /** Pools of all accounts, oldest first. */
  allPools(reverse = false): AsyncGenerator<PoolRecord> {
    return this.#list(["o"], (_, id) => this.pool(id), { reverse });
  }

  /** Identities of a pool, by ID. */
  identities(poolId: string, after = "", hideDisabled = false): AsyncGenerator<IdentityRecord> {
    const number = this.storedPool(poolId)?.number ?? 0;
    const shown = (identity: IdentityRecord) => (hideDisabled && identity.disabled ? undefined : identity);
    return this.#list(["i", number], (id, text) => shown(identityOf(text, id, poolId)), { after });
  }

  /** Sessions, oldest first. */
  sessions(reverse = false): AsyncGenerator<SessionRecord> {
    return this.#list(["t"], (accessKeyId) => this.session(accessKeyId), { reverse });
  }

  /** Everything that is stored: pools (oldest first), identities by pool, sessions, and the signing key. */
  async *entries(): AsyncGenerator<Entry> {
    for await (const record of this.allPools()) {
      yield { kind: "pool", record };
    }
    for await (const { id } of this.allPools()) {
      for await (const record of this.identities(id)) {
        yield { kind: "identity", record };
      }
    }
    for await (const record of this.sessions()) {
      yield { kind: "session", record };
    }
    const signingKey = this.signingKey();
    if (signingKey !== undefined) {
      yield { kind: "signingKey", record: signingKey };
    }
  }

  /** @param itemOf the item of an ID at the end of a key, and a value; `undefined` to leave it out */
  async *#list<Item>(
    parts: readonly Part[],
    itemOf: (id: string, value: string) => Item | undefined,
    { after = "", reverse = false } = {},
  ): AsyncGenerator<Item> {
    const { gte, lt } = rangeOf(this.generation, parts);
    // The first key after that of `after`.
    for await (const [key, value] of this.#snapshot.range({ gte: `${gte}${after}\0`, lt, reverse })) {
      const item = itemOf(lastPart(key), value);
      if (item !== undefined) {
        yield item;
      }
    }
  }
}

export interface PageRequest {
  /** List only IDs after this one; the empty string starts at the beginning. */
  readonly after: string;
  readonly limit: number;
}

/** A part of a list, in ascending order of IDs. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The last ID of the page; absent if no more items follow. It remains valid when items are added or deleted. */
  readonly next?: string;
}

export async function pageOf<Item extends { readonly id: string }>(
  list: AsyncIterable<Item>,
  limit: number,
): Promise<Page<Item>> {
  const items: Item[] = [];
  for await (const item of list) {
    const last = items[limit - 1];
    // One item more than requested was found, so there is a next page.
    if (last !== undefined) {
      return { items, next: last.id };
    }
    items.push(item);
  }
  return { items };
}

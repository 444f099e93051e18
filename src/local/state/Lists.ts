import { Generation } from "./Generation.js";
import type { Entry, IdentityRecord, PoolRecord, SessionRecord } from "./records.js";
import { identityOf, lastPart, rangeOf } from "./storedForm.js";

/** A part of a list, in ascending order of ids. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The last ID of the page; absent if no more items follow. It remains valid when items are added or deleted. */
  readonly next?: string;
}

export interface PageRequest {
  /** List only IDs after this one; the empty string starts at the beginning. */
  readonly after: string;
  readonly limit: number;
}

/** A generation with its lists. Each list is read from one snapshot, so it does not include later changes or replacements. */
export class Lists extends Generation {
  pools(accountId: string, { after, limit }: PageRequest): Promise<Page<PoolRecord>> {
    return this.#page(after, limit, async function* (now) {
      for await (const [id] of now.#range(["a", accountId], { after })) {
        yield [id, now.pool(id)];
      }
    });
  }

  /** Pools of all accounts, oldest first. */
  allPools(): AsyncGenerator<PoolRecord> {
    return this.#atOneMoment(async function* (now) {
      for await (const [, id] of now.#range(["o"])) {
        const pool = now.pool(id);
        if (pool !== undefined) {
          yield pool;
        }
      }
    });
  }

  identities(poolId: string, page: PageRequest & { hideDisabled: boolean }): Promise<Page<IdentityRecord>> {
    const { after, limit, hideDisabled } = page;
    return this.#page(after, limit, async function* (now) {
      for await (const identity of now.identitiesOf(poolId, after)) {
        yield [identity.id, hideDisabled && identity.disabled ? undefined : identity];
      }
    });
  }

  /** @param after list only IDs from this one on */
  identitiesOf(poolId: string, after = ""): AsyncGenerator<IdentityRecord> {
    return this.#atOneMoment(async function* (now) {
      const number = now.storedPool(poolId)?.number;
      for await (const [id, text] of now.#range(["i", String(number)], { after })) {
        yield identityOf(text, id, poolId);
      }
    });
  }

  /** The most recent sessions, newest first. */
  async lastSessions(limit: number): Promise<readonly SessionRecord[]> {
    const { items } = await this.#page("", limit, async function* (now) {
      for await (const [id] of now.#range(["t"], { reverse: true })) {
        yield [id, now.session(id)];
      }
    });
    return items;
  }

  /** Everything that is stored: pools (oldest first), identities by pool, sessions, and the signing key. */
  entries(): AsyncGenerator<Entry> {
    return this.#atOneMoment(async function* (now): AsyncGenerator<Entry> {
      const poolIds: string[] = [];
      for await (const record of now.allPools()) {
        poolIds.push(record.id);
        yield { kind: "pool", record };
      }
      for (const poolId of poolIds) {
        for await (const record of now.identitiesOf(poolId)) {
          yield { kind: "identity", record };
        }
      }
      for await (const [id] of now.#range(["t"])) {
        const record = now.session(id);
        if (record !== undefined) {
          yield { kind: "session", record };
        }
      }
      const signingKey = now.signingKey();
      if (signingKey !== undefined) {
        yield { kind: "signingKey", record: signingKey };
      }
    });
  }

  /**
   * Creates a list after all changes so far are written.
   *
   * @param list reads from its argument
   */
  async *#atOneMoment<Item>(list: (now: Lists) => AsyncIterable<Item>): AsyncGenerator<Item> {
    if (this.snapshot !== undefined) {
      yield* list(this);
      return;
    }
    const snapshot = await this.database.snapshot();
    try {
      yield* list(new Lists(this.database, this.deletions, this.generation, snapshot));
    } finally {
      await snapshot.close();
    }
  }

  /** The remainders of the keys that begin with these parts, and their values. */
  async *#range(
    parts: readonly string[],
    { after = "", reverse = false } = {},
  ): AsyncGenerator<readonly [id: string, value: string]> {
    const { gte, lt } = rangeOf(this.generation, parts);
    for await (const [key, value] of this.database.range({ gte: gte + after, lt, reverse }, this.snapshot)) {
      yield [lastPart(key), value];
    }
  }

  /** @param list lists items with their IDs, or `undefined` for items to leave out */
  async #page<Item>(
    after: string,
    limit: number,
    list: (now: Lists) => AsyncIterable<readonly [id: string, item: Item | undefined]>,
  ): Promise<Page<Item>> {
    const items: Item[] = [];
    let last = after;
    for await (const [id, item] of this.#atOneMoment(list)) {
      if (item === undefined || id === after) {
        continue;
      }
      // One item more than requested was found, so there is a next page.
      if (items.length === limit) {
        return { items, next: last };
      }
      items.push(item);
      last = id;
    }
    return { items };
  }
}

import type { Page } from "./Store.js";

interface Entry {
  readonly position: number;
  key: string | undefined;
}

/** Compacting below this size is not worth the walk. */
const SMALLEST_COMPACTION = 64;

/** Keys in the order in which they were added, with positions that pages can be continued from. */
export class CreationOrder {
  #entries: Entry[] = [];
  #byKey = new Map<string, Entry>();
  #lastPosition = 0;

  get size(): number {
    return this.#byKey.size;
  }

  get lastPosition(): number {
    return this.#lastPosition;
  }

  /** @returns the key's position, which is the old one if it was there */
  add(key: string): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known.position;
    this.#append(key, this.#lastPosition + 1);
    return this.#lastPosition;
  }

  /** Adds a key where it stood before. Positions have to come in ascending order. */
  restore(key: string, position: number): void {
    this.#append(key, position);
  }

  /** No position up to this one is given away any more. */
  skipTo(position: number): void {
    this.#lastPosition = Math.max(this.#lastPosition, position);
  }

  position(key: string): number | undefined {
    return this.#byKey.get(key)?.position;
  }

  delete(key: string): void {
    const entry = this.#byKey.get(key);
    if (entry === undefined) return;
    entry.key = undefined;
    this.#byKey.delete(key);
    // Holes are closed only when they are the larger part, which spreads the cost of the walk over the deletions.
    if (this.#entries.length > SMALLEST_COMPACTION && this.#entries.length > 2 * this.#byKey.size) {
      this.#entries = this.#entries.filter(({ key }) => key !== undefined);
    }
  }

  keys(): IterableIterator<string> {
    return this.#byKey.keys();
  }

  /** `pick` turns a key into the item to list, or into `undefined` to leave it out. */
  page<Item>(after: number, limit: number, pick: (key: string) => Item | undefined): Page<Item> {
    const items: Item[] = [];
    let last = after;
    for (let index = this.#indexAfter(after); index < this.#entries.length; index++) {
      const entry = this.#entries[index];
      const item = entry?.key === undefined ? undefined : pick(entry.key);
      if (entry === undefined || item === undefined) continue;
      // One item more than asked for was found, so there is a next page.
      if (items.length === limit) return { items, next: last };
      items.push(item);
      last = entry.position;
    }
    return { items };
  }

  #append(key: string, position: number): void {
    const entry: Entry = { position, key };
    this.#entries.push(entry);
    this.#byKey.set(key, entry);
    this.#lastPosition = position;
  }

  /** Binary search for the first entry whose position is greater. */
  #indexAfter(position: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.position ?? Number.POSITIVE_INFINITY) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

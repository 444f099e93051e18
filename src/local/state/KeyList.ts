import type { Page } from "./Store.js";

/** Compacting below this size is not worth the walk. */
const SMALLEST_COMPACTION = 64;

/** Keys that are listed in ascending order, with the positions at which they are stored, which ascend as they are added. */
export class KeyList {
  readonly #positions = new Map<string, number>();
  /** Holds deleted keys until it is compacted, and is sorted when it is read. */
  #keys: string[] = [];
  #isSorted = true;
  #lastPosition = 0;

  get size(): number {
    return this.#positions.size;
  }

  get lastPosition(): number {
    return this.#lastPosition;
  }

  /** @returns the key's position, which is the old one if it was there */
  add(key: string): number {
    const known = this.#positions.get(key);
    if (known !== undefined) {
      return known;
    }
    this.restore(key, this.#lastPosition + 1);
    return this.#lastPosition;
  }

  /** Adds a key at the position at which it was stored. Positions have to come in ascending order. */
  restore(key: string, position: number): void {
    this.#isSorted &&= key > (this.#keys.at(-1) ?? "");
    this.#keys.push(key);
    this.#positions.set(key, position);
    this.#lastPosition = position;
  }

  /** No position up to this one is used again. */
  skipTo(position: number): void {
    this.#lastPosition = Math.max(this.#lastPosition, position);
  }

  position(key: string): number | undefined {
    return this.#positions.get(key);
  }

  delete(key: string): void {
    // Deleted keys are removed only when they are the larger part, which spreads the cost of the walk over the deletions.
    if (
      this.#positions.delete(key) &&
      this.#keys.length > SMALLEST_COMPACTION &&
      this.#keys.length > 2 * this.#positions.size
    ) {
      this.#keys = [...this.#positions.keys()];
      this.#isSorted = false;
    }
  }

  /** Keys with their positions, in the order in which they were added. */
  entries(): IterableIterator<[key: string, position: number]> {
    return this.#positions.entries();
  }

  /**
   * @param after list only keys greater than this one; the empty string is the beginning
   * @param pick turns a key into the item to list, or into `undefined` to leave it out
   */
  page<Item>(after: string, limit: number, pick: (key: string) => Item | undefined): Page<Item> {
    this.#sort();
    const items: Item[] = [];
    let last = after;
    for (let index = this.#indexAfter(after); index < this.#keys.length; index++) {
      const key = this.#keys[index] ?? "";
      const item = this.#positions.has(key) ? pick(key) : undefined;
      // A key that was deleted and added again is there twice until the next compaction.
      if (item === undefined || key === last) {
        continue;
      }
      // One item more than requested was found, so there is a next page.
      if (items.length === limit) {
        return { items, next: last };
      }
      items.push(item);
      last = key;
    }
    return { items };
  }

  /** Keys were appended to a sorted list, and sorting merges such runs in linear time. */
  #sort(): void {
    if (!this.#isSorted) {
      this.#keys.sort();
      this.#isSorted = true;
    }
  }

  /** Binary search for the first key that is greater. */
  #indexAfter(after: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] ?? "") <= after) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

import type { Entry } from "./Entry.js";

type IdentityEntry = Extract<Entry, { readonly kind: "identity" }>;

/** So many deletions take a few milliseconds, with what the journal makes of them. */
const SLICE = 500;

export interface PoolDeletionSteps {
  /** Deletes one identity of a deleted pool. */
  deleteIdentity(identity: IdentityEntry): void;
  /** Nothing of the pool is left. */
  finished(poolId: string): void;
  /** Lets other requests go first, and what was deleted be written. Rejects when there is no point in going on. */
  pause(): Promise<void>;
}

/**
 * Deletes the identities of pools that are already deleted for every caller, a slice at a time: a million of them take
 * seconds, in which other requests would have to wait.
 */
export class PoolDeletions {
  readonly #steps: PoolDeletionSteps;
  readonly #pending = new Map<string, Iterator<IdentityEntry>>();
  #running = false;

  constructor(steps: PoolDeletionSteps) {
    this.#steps = steps;
  }

  add(poolId: string, identities: Iterable<IdentityEntry>): void {
    this.#pending.set(poolId, identities[Symbol.iterator]());
    void this.#run();
  }

  poolIds(): Iterable<string> {
    return this.#pending.keys();
  }

  /** Deletes what is left of a pool now: another of the same id is about to come. */
  finish(poolId: string): void {
    while (this.#pending.has(poolId)) {
      this.#deleteSlice(poolId);
    }
  }

  /** Leaves what is left to the next start. */
  stop(): void {
    this.#pending.clear();
  }

  async #run(): Promise<void> {
    if (this.#running) {
      return;
    }
    this.#running = true;
    try {
      for (;;) {
        await this.#steps.pause();
        const [poolId] = this.#pending.keys();
        if (poolId === undefined) {
          return;
        }
        this.#deleteSlice(poolId);
      }
    } catch {
      // The journal cannot be written, which every request is told from then on.
      this.stop();
    } finally {
      this.#running = false;
    }
  }

  #deleteSlice(poolId: string): void {
    const identities = this.#pending.get(poolId);
    for (let count = 0; count < SLICE; count++) {
      const { done, value } = identities?.next() ?? { done: true };
      if (done) {
        this.#pending.delete(poolId);
        this.#steps.finished(poolId);
        return;
      }
      this.#steps.deleteIdentity(value);
    }
  }
}

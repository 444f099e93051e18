/**
 * The times at which users of user pools signed out globally, for identity pools with `ServerSideTokenCheck`. On AWS, the user pool
 * stores them.
 *
 * Times are whole seconds, like those in tokens.
 */
export class SignOuts {
  readonly #seconds = new Map<string, number>();

  /** @param now milliseconds since the epoch */
  add(provider: string, subject: string, now: number): void {
    this.#seconds.set(keyOf(provider, subject), Math.floor(now / 1000));
  }

  /** Tokens issued in this second or before are invalid. */
  lastOf(provider: string, subject: string): number | undefined {
    return this.#seconds.get(keyOf(provider, subject));
  }

  clear(): void {
    this.#seconds.clear();
  }
}

const keyOf = (provider: string, subject: string): string => JSON.stringify([provider, subject]);

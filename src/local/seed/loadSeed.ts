import type { LoginProviderOptions } from "../base/options.js";
import type { Context } from "../domain/Context.js";
import type { Seed } from "./Seed.js";

/** A seed that matches the schema. Operations can still reject it when it is applied. */
export interface LoadedSeed {
  readonly loginProviders: Readonly<Record<string, LoginProviderOptions>>;
  /**
   * @param accountId the account of the pools
   * @throws SeedError
   */
  apply(context: Context, accountId: string): Promise<void>;
}

/**
 * Loads the code that reads a seed on demand, because few services have a seed.
 *
 * @throws SeedError
 */
export async function loadSeed(source: Seed | string | URL): Promise<LoadedSeed> {
  const { readSeed } = await import("./readSeed.js");
  const { applySeed } = await import("./applySeed.js");
  const read = readSeed(source);
  return {
    loginProviders: read.seed.loginProviders ?? {},
    apply: (context, accountId) => applySeed(context, accountId, read),
  };
}

import type { Seed } from "../base/Seed.js";
import type { Service } from "../domain/Context.js";
import type { LoginProviderOptions } from "../options.js";

/** A seed that is as the schema says; what the operations have to say of it is seen when it is planted. */
export interface LoadedSeed {
  readonly loginProviders: Readonly<Record<string, LoginProviderOptions>>;
  /** @throws SeedError */
  plant(service: Service, accountId: string, now: number): Promise<void>;
}

/**
 * Few services have a seed, so what reads one is loaded only then.
 *
 * @throws SeedError
 */
export async function loadSeed(source: Seed | string | URL): Promise<LoadedSeed> {
  const { readSeed } = await import("./readSeed.js");
  const { plantSeed } = await import("./plantSeed.js");
  const read = readSeed(source);
  return {
    loginProviders: read.seed.loginProviders ?? {},
    plant: (service, accountId, now) => plantSeed(service, accountId, now, read),
  };
}

import type { Owner } from "./label.js";
import { MemoryStore } from "./MemoryStore.js";
import type { OpenStore } from "./Store.js";

export interface StoreOptions extends Owner {
  readonly dataFolder: string | undefined;
  readonly syncData: boolean;
}

/** In memory, or in a folder and in memory. */
export async function openStore({ dataFolder, syncData, region, accountId }: StoreOptions): Promise<OpenStore> {
  if (dataFolder === undefined) return { store: new MemoryStore(), flushed: async () => {}, close: async () => {} };
  const { openDataFolder } = await import("./openDataFolder.js");
  return openDataFolder(dataFolder, { region, accountId }, syncData);
}

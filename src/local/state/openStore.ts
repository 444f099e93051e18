import type { Owner } from "./label.js";
import { MemoryStore } from "./MemoryStore.js";
import type { OpenStore } from "./Store.js";

export interface StoreOptions extends Owner {
  readonly dataFolder: string | undefined;
  readonly syncData: boolean;
}

/** In memory, or in a folder and in memory. */
export async function openStore({ dataFolder, syncData, region, accountId }: StoreOptions): Promise<OpenStore> {
  if (dataFolder === undefined) {
    const store = new MemoryStore();
    return { store, flushed: async () => {}, close: async () => store.stop() };
  }
  const { openDataFolder } = await import("./openDataFolder.js");
  return openDataFolder(dataFolder, { region, accountId }, syncData);
}

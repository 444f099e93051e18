import { Database } from "./Database.js";
import type { Owner } from "./label.js";
import { MemoryLevel } from "./MemoryLevel.js";
import { type OpenStore, Store } from "./Store.js";

export interface StoreOptions extends Owner {
  readonly dataFolder: string | undefined;
  readonly syncData: boolean;
}

/** Opens the store in a folder or in memory. */
export async function openStore({ dataFolder, syncData, region, accountId }: StoreOptions): Promise<OpenStore> {
  if (dataFolder === undefined) {
    const store = await openMemoryStore();
    return { store, close: () => store.close() };
  }
  const { openDataFolder } = await import("./openDataFolder.js");
  return openDataFolder(dataFolder, { region, accountId }, syncData);
}

export const openMemoryStore = (): Promise<Store> => Store.open(Database.inMemory(new MemoryLevel()));

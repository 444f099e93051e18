import { MemoryDatabase } from "./MemoryDatabase.js";
import type { Owner } from "./records.js";
import { Store } from "./Store.js";

export interface StoreOptions extends Owner {
  readonly dataFolder?: string | undefined;
  readonly syncData: boolean;
}

/** Opens the store in a folder or in memory. */
export async function openStore({ dataFolder, syncData, region, accountId }: StoreOptions): Promise<Store> {
  if (dataFolder === undefined) {
    return openMemoryStore();
  }
  const { openDataFolder } = await import("./openDataFolder.js");
  return openDataFolder(dataFolder, { region, accountId }, syncData);
}

export const openMemoryStore = (): Promise<Store> => Store.open(new MemoryDatabase());

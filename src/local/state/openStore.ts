import { MemoryLevel } from "memory-level";
import { Database } from "./Database.js";
import type { Owner } from "./label.js";
import { type OpenStore, Store } from "./Store.js";

export interface StoreOptions extends Owner {
  readonly dataFolder: string | undefined;
  readonly syncData: boolean;
}

/** In a folder, or in memory. */
export async function openStore({ dataFolder, syncData, region, accountId }: StoreOptions): Promise<OpenStore> {
  if (dataFolder === undefined) {
    const store = await openMemoryStore();
    return { store, close: () => store.close() };
  }
  const { openDataFolder } = await import("./openDataFolder.js");
  return openDataFolder(dataFolder, { region, accountId }, syncData);
}

export async function openMemoryStore(): Promise<Store> {
  // As texts, which take less memory than an array of bytes for each.
  const level = new MemoryLevel<string, string>({ storeEncoding: "utf8" });
  await level.open();
  return Store.open(Database.inMemory(level));
}

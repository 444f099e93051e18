import { indexedDbStorage } from "./indexedDbStorage.js";
import { memoryStorage } from "./memoryStorage.js";
import type { Storage } from "./Storage.js";

/** The first of IndexedDB, `localStorage` of a page, and memory; the choice of AWS's provider. */
export function defaultStorage(): Storage {
  try {
    const scope: { indexedDB?: object; window?: { localStorage?: Storage } } = globalThis as object;
    return scope.indexedDB ? indexedDbStorage() : (scope.window?.localStorage ?? memoryStorage());
  } catch {
    // A page may be forbidden to look at its storage.
    return memoryStorage();
  }
}

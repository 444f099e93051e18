import type { Storage } from "./Storage.js";

/** A server may see more users than its memory should hold. */
const MOST_ITEMS = 1_000;

const memory = new Map<string, string>();

/** Keeps identity ids in the memory of the process, for all providers; when there are a thousand, it begins anew. */
export function memoryStorage(): Storage {
  return {
    getItem: (key) => memory.get(key) ?? null,
    setItem(key, data) {
      if (memory.size >= MOST_ITEMS) {
        memory.clear();
      }
      memory.set(key, data);
    },
    removeItem(key) {
      memory.delete(key);
    },
  };
}

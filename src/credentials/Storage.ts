/**
 * Where identity ids are kept: the browser's `localStorage`, React Native's AsyncStorage, or anything with these methods.
 *
 * Storage errors never fail a call: a storage that fails, or does not settle within a second, counts as empty.
 */
export interface Storage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, data: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
}

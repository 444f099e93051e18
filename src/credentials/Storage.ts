/**
 * Where identity ids are kept: the browser's `localStorage`, React Native's AsyncStorage, or anything with these methods.
 *
 * What goes wrong in it never fails a call; the identity is then asked for again.
 */
export interface Storage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, data: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
}

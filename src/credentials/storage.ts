/**
 * Where identity IDs are stored: `localStorage` of browsers, AsyncStorage of React Native, or any object with these methods.
 *
 * Storage errors never fail a call: a storage that fails, or does not settle within a second, counts as empty.
 */
export interface Storage {
  /** Returns the identity ID that is stored under a key, or null. */
  getItem(key: string): string | null | Promise<string | null>;
  /** Stores an identity ID. */
  setItem(key: string, data: string): void | Promise<void>;
  /** Removes an identity ID. */
  removeItem(key: string): void | Promise<void>;
}

/** The storages of browsers. */
interface Scope {
  readonly self?: { readonly indexedDB?: object };
  readonly window?: { readonly localStorage?: Storage };
}

/** IndexedDB, `localStorage`, or memory, whichever is available first, as in AWS's provider. */
export function defaultStorage(): Storage {
  try {
    const scope: Scope = Object(globalThis);
    // Node.js has no `self`: with an IndexedDB for tests, calls would wait for its timers, which tests replace.
    return scope.self?.indexedDB ? indexedDbStorage() : (scope.window?.localStorage ?? memoryStorage());
  } catch {
    // Access to the storage can be denied to a page.
    return memoryStorage();
  }
}

/** Limits the memory of a server with many users. */
const MOST_ITEMS = 1_000;

const memory = new Map<string, string>();

/** Keeps identity IDs in memory, shared by all providers in the process. It is emptied when it has 1,000 entries. */
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

/** The part of IndexedDB that is used here, because these types must not depend on the DOM library. */
interface Factory {
  open(name: string): OpenRequest;
}
interface Request {
  readonly result?: { readonly value: string } | undefined;
}
interface OpenRequest {
  readonly result: Database;
  onblocked: ((event: unknown) => void) | null;
  onerror: ((event: unknown) => void) | null;
  onsuccess: (() => void) | null;
  onupgradeneeded: (() => void) | null;
}
interface Database {
  close(): void;
  createObjectStore(name: string, options: { keyPath: string }): void;
  transaction(name: string, mode: "readonly" | "readwrite"): Transaction;
}
interface Transaction {
  onabort: ((event: unknown) => void) | null;
  oncomplete: (() => void) | null;
  objectStore(name: string): ObjectStore;
}
interface ObjectStore {
  get(key: string): Request;
  put(value: { id: string; value: string }): Request;
  delete(key: string): Request;
}

const STORE = "IdentityIds";

/**
 * Keeps identity IDs in IndexedDB, which the pages and workers of an origin share.
 *
 * @param name - the name of the database. Default: the same as AWS's provider.
 */
export function indexedDbStorage(name = "aws:cognito-identity-ids"): Storage {
  const open = (): Promise<Database> =>
    new Promise((resolve, reject) => {
      // Without a version: a later version of AWS's provider may have raised it.
      const { indexedDB }: { indexedDB: Factory } = Object(globalThis);
      const opening = indexedDB.open(name);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = opening.onblocked = reject;
    });
  const transact = async (
    mode: "readonly" | "readwrite",
    action: (store: ObjectStore) => Request,
  ): Promise<Request> => {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(STORE, mode);
        const request = action(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request);
        transaction.onabort = reject;
      });
    } finally {
      database.close();
    }
  };
  return {
    getItem: async (key) => (await transact("readonly", (store) => store.get(key))).result?.value ?? null,
    setItem: async (key, data) => void (await transact("readwrite", (store) => store.put({ id: key, value: data }))),
    removeItem: async (key) => void (await transact("readwrite", (store) => store.delete(key))),
  };
}

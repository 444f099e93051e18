import { within } from "../runtime/base/refresher.js";
import type { Storage } from "./storage.js";

/** A storage that takes longer counts as empty. */
const STORAGE_LIMIT_MS = 1_000;
/** `REGION:UUID`; anything else in the storage would make every call fail. */
const IDENTITY_ID = /^[\w-]+:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A guest or a signed-in user, as far as the identity ID is concerned. */
export interface User {
  /** The key in the storage. Undefined if nothing identifies the user. */
  readonly key: string | undefined;
  identityId?: string | undefined;
  isForgotten?: boolean;
}

/** The identity IDs of users: in memory, and in the storage if it works. */
export interface IdentityIds {
  get(user: User): Promise<string | undefined>;
  /** Like `get`, but does not wait again for a storage that has just timed out. */
  getAgain(user: User): Promise<string | undefined>;
  set(user: User, identityId: string): void;
  /** Resolves when all IDs so far are in the storage, or when it takes too long. */
  written(): Promise<unknown>;
  /** Resolves when the ID was removed from the storage as well. */
  forget(user: User): Promise<void>;
}

/** @param report - called with the first problem of the storage. */
export function identityIds(storage: Storage, report: (problem: unknown) => void): IdentityIds {
  let isSlow = false;
  let isReported = false;
  const failed = (problem: unknown): undefined => {
    if (!isReported) {
      isReported = true;
      report(problem);
    }
  };
  /** Never fails or hangs, whatever the storage does. */
  const limited = <Result>(action: () => Result): Promise<Awaited<Result> | undefined> => {
    const attempt = async (): Promise<Awaited<Result> | undefined> => {
      try {
        return await action();
      } catch (problem) {
        return failed(problem);
      }
    };
    return within(STORAGE_LIMIT_MS, attempt(), () => {
      isSlow = true;
      return failed(`It did not respond within ${STORAGE_LIMIT_MS} ms.`);
    });
  };
  let writes: Promise<unknown> | undefined;
  /** Writes one at a time, so that an earlier write cannot restore a removed ID. */
  const write = (action: () => unknown): Promise<unknown> => {
    const former = writes;
    writes = limited(() => former).then(() => limited(action));
    return writes;
  };
  /** Keys that are treated as removed, even if the storage still has them. */
  const removed = new Set<string>();
  return {
    getAgain(user) {
      return isSlow ? Promise.resolve(user.identityId) : this.get(user);
    },
    async get(user) {
      const { key } = user;
      isSlow = false;
      if (key && !user.identityId && !removed.has(key)) {
        const stored: unknown = await limited(async () => {
          await writes;
          return storage.getItem(key);
        });
        user.identityId ??= typeof stored === "string" && IDENTITY_ID.test(stored) ? stored : undefined;
      }
      return user.identityId;
    },
    set(user, identityId) {
      const { key } = user;
      if (key && user.identityId !== identityId) {
        user.identityId = identityId;
        if (!user.isForgotten) {
          removed.delete(key);
          void write(() => storage.setItem(key, identityId));
        }
      }
    },
    written: async () => writes,
    async forget(user) {
      const { key } = user;
      user.isForgotten = true;
      if (key) {
        removed.add(key);
        await write(() => storage.removeItem(key));
      }
    },
  };
}

/** The identity was deleted, was merged into another one, or belongs to another user. */
const STALE = /^(?:ResourceNotFoundException|NotAuthorizedException: (?:Logins don't match|Access to Identity))/;

/** Whether the service rejected the identity ID for a reason that a new ID would resolve. */
export function isStaleIdentity(error: unknown): boolean {
  const { name, message } = Object(error);
  return STALE.test(`${name}: ${message}`);
}

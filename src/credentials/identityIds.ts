import { within } from "../runtime/base/stopwatch.js";
import { quietly } from "../runtime/errors/thrown.js";
import type { Storage } from "./storage.js";

/** A storage that takes longer counts as empty. */
const STORAGE_LIMIT_MS = 1_000;
/** `REGION:UUID`; anything else in the storage would make every call fail. */
const IDENTITY_ID = /^[\w-]+:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A guest or a signed-in user, as far as the identity id is concerned. */
export interface User {
  /** The key in the storage; undefined when there is nothing to recognize the user by. */
  readonly key: string | undefined;
  identityId?: string | undefined;
  isForgotten?: boolean;
}

/** The identity ids of users: in memory, and in the storage as far as that works. */
export interface IdentityIds {
  get(user: User): Promise<string | undefined>;
  /** The same, without waiting once more for a storage that has just been too slow. */
  getAgain(user: User): Promise<string | undefined>;
  set(user: User, identityId: string): void;
  /** Done when the storage has forgotten it as well. */
  forget(user: User): Promise<void>;
}

export function identityIds(storage: Storage): IdentityIds {
  let isSlow = false;
  /** Neither fails nor hangs, whatever the storage does. */
  const limited = <Result>(action: () => Result): Promise<Awaited<Result> | undefined> =>
    within(STORAGE_LIMIT_MS, quietly(action), () => {
      isSlow = true;
      return undefined;
    });
  let writes: Promise<unknown> | undefined;
  /** One after the other, so that what is removed stays removed. */
  const write = (action: () => unknown): Promise<unknown> => {
    const former = writes;
    writes = limited(() => former).then(() => limited(action));
    return writes;
  };
  /** Keys that count as removed, whether the storage has removed them or not. */
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

/** The identity was deleted, merged into another or belongs to another user. */
const STALE = /^(?:ResourceNotFoundException|NotAuthorizedException: (?:Logins don't match|Access to Identity))/;

/** Whether the service rejects an identity id in a way that a new one helps. */
export function isStaleIdentity(error: unknown): boolean {
  const { name, message } = Object(error);
  return STALE.test(`${name}: ${message}`);
}

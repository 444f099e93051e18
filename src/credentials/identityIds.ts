import type { Session } from "./credentialsProvider.js";
import type { Storage } from "./Storage.js";

/** The identity id of a session's user: in memory, and in the storage as far as that works. */
export interface IdentityIds {
  get(session: Session): Promise<string | null | undefined>;
  set(session: Session, identityId: string): void;
  /** Done when the storage has forgotten it, too. */
  forget(session: Session): Promise<void>;
}

export function identityIds(storage: Storage): IdentityIds {
  let writes: Promise<void> = Promise.resolve();
  /** One after the other, so that what is removed stays removed. Nobody waits for a slow storage. */
  const write = (action: (key: string) => void | Promise<void>, { key }: Session): Promise<void> => {
    writes = writes.then(() => (key ? action(key) : undefined)).catch(() => {});
    return writes;
  };
  return {
    async get(session) {
      if (session.key) {
        try {
          await writes;
          session.identityId ??= (await storage.getItem(session.key)) ?? undefined;
        } catch {}
        return session.identityId;
      }
      return undefined;
    },
    set(session, identityId) {
      if (session.identityId !== identityId) {
        session.identityId = identityId;
        write((key) => (session.over ? undefined : storage.setItem(key, identityId)), session);
      }
    },
    forget(session) {
      session.identityId = undefined;
      return write((key) => storage.removeItem(key), session);
    },
  };
}

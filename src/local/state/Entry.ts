import type { JsonWebKey } from "../base/JsonWebKey.js";
import type { IdentityRecord, PoolRecord, SessionRecord } from "./records.js";

/** One thing that is stored. Positions are those of the lists that pages are cut from. */
export type Entry =
  | { readonly kind: "pool"; readonly position: number; readonly record: PoolRecord }
  | { readonly kind: "identity"; readonly position: number; readonly record: IdentityRecord }
  | { readonly kind: "session"; readonly record: SessionRecord }
  /** The last position that a list has given away. A position is never used twice, also after a deletion. */
  | { readonly kind: "lastPosition"; readonly list: string; readonly position: number }
  /** A deleted pool of which identities are left: these are deleted, too, and go as soon as there is time. */
  | { readonly kind: "deletedPool"; readonly poolId: string }
  | { readonly kind: "signingKey"; readonly key: JsonWebKey };

/** The pools of an account, or the identities of a pool. */
export const poolList = (accountId: string): string => `pools/${accountId}`;
export const identityList = (poolId: string): string => `identities/${poolId}`;

/** What is told of every change, in order, while it happens. */
export interface Journal {
  put(entry: Entry): void;
  delete(entry: Entry): void;
  /** Done when all changes so far are written. */
  flushed(): Promise<void>;
}

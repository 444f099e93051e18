import { StateError } from "./codec.js";
import type { Entry } from "./Entry.js";
import type { KeyList } from "./KeyList.js";
import type { IdentityRecord } from "./records.js";

// What a store checks when it is filled from a journal or a snapshot, which may be damaged.

export type IdentityEntry = Positioned<"identity">;

type Positioned<Kind> = Extract<Entry, { readonly kind: Kind; readonly record: unknown; readonly position: number }>;

export function inOrder<Kind extends "pool" | "identity">(entries: readonly Entry[], kind: Kind): Positioned<Kind>[] {
  return entries
    .filter((entry): entry is Positioned<Kind> => entry.kind === kind)
    .sort((one: { position: number }, other: { position: number }) => one.position - other.position);
}

/** Positions count up from here without coming to an end: beyond 2^53 two of them would be equal. */
const LARGEST_POSITION = 2 ** 52;

export const isPosition = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= LARGEST_POSITION;

export function restorePosition(list: KeyList, key: string, position: number): void {
  if (!isPosition(position) || position <= list.lastPosition) {
    throw new StateError("", `${key} stands at position ${position}, which another has or which is none`);
  }
  list.restore(key, position);
}

/** Parents must lead to an end: whoever follows them would go round for ever. */
export function checkParents(identities: ReadonlyMap<string, IdentityRecord>): void {
  const ending = new Set<string>();
  for (const { id, parentId } of identities.values()) {
    if (parentId === undefined) continue;
    const passed = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !ending.has(at); ) {
      if (passed.has(at)) throw new StateError("", `the parents of identity ${id} go round in a circle`);
      passed.add(at);
      at = identities.get(at)?.parentId;
    }
    for (const known of passed) ending.add(known);
  }
}

import { identities as choices, logins as loginChoices } from "../../base/choices.js";
import { resourceConflict } from "../../base/ServiceFault.js";
import type { IdentityRecord, Login, PoolRecord } from "../../state/records.js";
import type { Call } from "../Context.js";

// Pure functions over records. Their results are not stored yet, so that an operation can check everything first, and then store
// all of its changes at once.

export const isGuest = (identity: IdentityRecord): boolean => identity.logins.length === 0 && !identity.disabled;

export const hasLogin = (identity: IdentityRecord, login: Login): boolean =>
  identity.logins.some((own) => isSameLogin(own, login));

export const isSameLogin = (left: Login, right: Login): boolean =>
  left.kind === right.kind && left.provider === right.provider && left.subject === right.subject;

/** The identities that the logins are linked to, without duplicates, in the order of the logins. */
export function ownersOf({ context }: Call, poolId: string, logins: readonly Login[]): IdentityRecord[] {
  const owners = logins.flatMap((login) => context.store.identityOfLogin(poolId, login) ?? []);
  return [...new Map(owners.map((owner) => [owner.id, owner])).values()];
}

export function newIdentity({ context, now }: Call, pool: PoolRecord, logins: readonly Login[]): IdentityRecord {
  return {
    id: context.ids.identityId(pool.accountId),
    poolId: pool.id,
    createdAt: now,
    modifiedAt: now,
    logins: logins.map(bare),
  };
}

/**
 * Links logins to an identity. Returns the same record if it already has all of them.
 *
 * @throws ResourceConflictException for a second user of a public provider, or too many logins.
 */
export function withLogins({ now }: Call, identity: IdentityRecord, logins: readonly Login[]): IdentityRecord {
  const added = logins.filter((login) => !hasLogin(identity, login)).map(bare);
  if (added.length === 0) {
    return identity;
  }
  const all = [...identity.logins, ...added];
  checkOnePerPublicProvider(all);
  if (all.length > choices.largestNumberOfLogins) {
    throw resourceConflict(choices.tooManyLogins(choices.largestNumberOfLogins));
  }
  return { ...identity, logins: all, modifiedAt: now };
}

/** Removes logins from an identity. An identity without logins can no longer be used. */
export function withoutLogins(
  { now }: Call,
  identity: IdentityRecord,
  leaves: (login: Login) => boolean,
): IdentityRecord {
  const logins = identity.logins.filter((login) => !leaves(login));
  return { ...identity, logins, modifiedAt: now, ...(logins.length === 0 && { disabled: true }) };
}

/**
 * Moves the logins of `others` to `parent`, and disables the others. Returns the changed records, parent first.
 *
 * @throws ResourceConflictException in the same cases as `withLogins`.
 */
export function merge(
  call: Call,
  parent: IdentityRecord,
  others: readonly IdentityRecord[],
): [IdentityRecord, ...IdentityRecord[]] {
  const merged = others.reduce((identity, other) => withLogins(call, identity, other.logins), parent);
  const disabled = others.map(
    (other): IdentityRecord => ({
      ...other,
      logins: [],
      modifiedAt: call.now,
      disabled: true,
      parentId: parent.id,
    }),
  );
  return [merged, ...disabled];
}

/**
 * Links logins to an identity, or to a new one, and merges the identities that have had them. A guest is merged into the identity that the
 * logins already have; any other identity is kept.
 *
 * @returns the identity that has the logins then, and the changed records
 * @throws ResourceConflictException in the same cases as `withLogins`.
 */
export function linkLogins(
  call: Call,
  pool: PoolRecord,
  identity: IdentityRecord | undefined,
  logins: readonly Login[],
): { readonly identity: IdentityRecord; readonly changes: readonly IdentityRecord[] } {
  const owners = ownersOf(call, pool.id, logins).filter(({ id }) => id !== identity?.id);
  const own = identity === undefined ? [] : [identity];
  const [parent, ...others] = own.some(isGuest) ? [...owners, ...own] : [...own, ...owners];
  const [merged, ...disabled] = merge(call, parent ?? newIdentity(call, pool, []), others);
  const linked = withLogins(call, merged, logins);
  return { identity: linked, changes: linked === parent ? disabled : [linked, ...disabled] };
}

/** The identity that this one was merged into, or this one if it was never merged. */
export function parentOf({ context }: Call, identity: IdentityRecord): IdentityRecord {
  let current = identity;
  while (current.parentId !== undefined) {
    const parent = context.store.identity(current.parentId);
    // The parent was deleted. The merged identity stays disabled.
    if (parent === undefined) {
      return current;
    }
    current = parent;
  }
  return current;
}

function checkOnePerPublicProvider(logins: readonly Login[]): void {
  const providers = logins.filter(({ kind }) => kind === "public").map(({ provider }) => provider);
  const taken = providers.find((provider, index) => providers.indexOf(provider) !== index);
  if (taken !== undefined) {
    throw resourceConflict(loginChoices.providerTaken(taken));
  }
}

/** Stores only what identifies the login, never a token or its claims. */
const bare = ({ kind, provider, subject }: Login): Login => ({ kind, provider, subject });

import { identities as choices, logins as loginChoices } from "../../base/choices.js";
import { resourceConflict } from "../../base/ServiceFault.js";
import type { IdentityRecord, Login, PoolRecord } from "../../state/records.js";
import type { Call } from "../Context.js";

// Pure steps over records. What they return is not stored yet, so that an operation can check everything and then store all
// of its changes at once.

export const isGuest = (identity: IdentityRecord): boolean => identity.logins.length === 0 && !identity.disabled;

export const hasLogin = (identity: IdentityRecord, login: Login): boolean =>
  identity.logins.some((own) => isSameLogin(own, login));

export const isSameLogin = (left: Login, right: Login): boolean =>
  left.kind === right.kind && left.provider === right.provider && left.subject === right.subject;

/** The identities that the logins are linked to, each once, in the order of the logins. */
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
 * The identity with the logins linked to it; the same record when it had them all.
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

/** The identity without those of its logins; without any left it cannot be used any more. */
export function withoutLogins(
  { now }: Call,
  identity: IdentityRecord,
  leaves: (login: Login) => boolean,
): IdentityRecord {
  const logins = identity.logins.filter((login) => !leaves(login));
  return { ...identity, logins, modifiedAt: now, ...(logins.length === 0 && { disabled: true }) };
}

/**
 * Moves the logins of `others` to `parent` and disables the others. The changed records, parent first.
 *
 * @throws ResourceConflictException as `withLogins` does.
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

/** The identity that a merged one has become part of; itself, if it was never merged. */
export function parentOf({ context }: Call, identity: IdentityRecord): IdentityRecord {
  let current = identity;
  while (current.parentId !== undefined) {
    const parent = context.store.identity(current.parentId);
    // The parent was deleted: the merged identity remains what it is, disabled.
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

/** Only what identifies the login is kept, never a token or its claims. */
const bare = ({ kind, provider, subject }: Login): Login => ({ kind, provider, subject });

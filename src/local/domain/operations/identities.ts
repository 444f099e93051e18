import { logins as choices } from "../../base/choices.js";
import type { Input, Output } from "../../base/model.js";
import { invalidParameter, notAuthorized, resourceConflict } from "../../base/ServiceFault.js";
import type { IdentityRecord } from "../../state/records.js";
import type { Call, SignedCall } from "../Context.js";
import { hasLogin, newIdentity, ownersOf, withLogins, withoutLogins } from "../identities/linking.js";
import { LOGINS_DO_NOT_MATCH, NO_GUESTS } from "../identities/signIn.js";
import { verifyActiveLogins, verifyLogins } from "../logins/verifyLogins.js";
import { findIdentity, findOwnIdentity, findOwnPool, findPool, poolOf } from "../lookup.js";
import { nextToken, positionOf } from "./nextToken.js";

/** Without logins, each call creates a new guest. With logins, it returns the identity that they are linked to, or a new one. */
export async function getId(input: Input<"getId">, call: Call): Promise<Output<"getId">> {
  const { store } = call.context;
  const requested = findPool(call, input.IdentityPoolId);
  if (input.AccountId !== undefined && input.AccountId !== requested.accountId) {
    throw notAuthorized(choices.wrongAccount(input.AccountId));
  }
  const logins = input.Logins === undefined ? [] : await verifyActiveLogins(call, requested, input.Logins);
  // Read again, because the pool may have been changed or deleted while tokens were verified.
  const pool = findPool(call, input.IdentityPoolId);
  if (logins.length === 0 && !pool.settings.AllowUnauthenticatedIdentities) {
    throw notAuthorized(NO_GUESTS);
  }
  const [owner, ...others] = ownersOf(call, pool.id, logins);
  if (others.length > 0) {
    throw resourceConflict(choices.linkedElsewhere);
  }
  const identity = owner === undefined ? newIdentity(call, pool, logins) : withLogins(call, owner, logins);
  if (identity !== owner) {
    store.putIdentities(identity);
  }
  return { IdentityId: identity.id };
}

/** A caller with one valid login of the identity can remove any of its public logins. */
export async function unlinkIdentity(input: Input<"unlinkIdentity">, call: Call): Promise<void> {
  const pool = poolOf(call, findIdentity(call, input.IdentityId));
  const logins = await verifyLogins(call, pool, input.Logins);
  const identity = findIdentity(call, input.IdentityId);
  if (!logins.some((login) => hasLogin(identity, login))) {
    throw notAuthorized(LOGINS_DO_NOT_MATCH);
  }
  const linked = identity.logins.filter(({ kind }) => kind === "public").map(({ provider }) => provider);
  const missing = input.LoginsToRemove.find((provider) => !linked.includes(provider));
  if (missing !== undefined) {
    throw invalidParameter(choices.notLinked(missing));
  }
  if (input.LoginsToRemove.length === 0) {
    return;
  }
  call.context.store.putIdentities(
    withoutLogins(call, identity, ({ kind, provider }) => kind === "public" && input.LoginsToRemove.includes(provider)),
  );
}

export async function listIdentities(
  input: Input<"listIdentities">,
  call: SignedCall,
): Promise<Output<"listIdentities">> {
  const pool = findOwnPool(call, input.IdentityPoolId);
  const list = `identities of ${pool.id}`;
  const page = await call.context.store.identities(pool.id, {
    after: positionOf(input.NextToken, list),
    limit: input.MaxResults,
    hideDisabled: input.HideDisabled ?? false,
  });
  return {
    IdentityPoolId: pool.id,
    Identities: page.items.map(describeRecord),
    NextToken: nextToken(page.next, list),
  };
}

export const describeIdentity = (input: Input<"describeIdentity">, call: SignedCall): Output<"describeIdentity"> =>
  describeRecord(findOwnIdentity(call, input.IdentityId));

/** `Logins` contains the names of providers, without duplicates and without user IDs. Absent for guests. */
export function describeRecord({ id, logins, createdAt, modifiedAt }: IdentityRecord): Output<"describeIdentity"> {
  const providers = [...new Set(logins.map(({ provider }) => provider))];
  return {
    IdentityId: id,
    ...(providers.length > 0 && { Logins: providers }),
    CreationDate: createdAt,
    LastModifiedDate: modifiedAt,
  };
}

/** The IDs can be of several pools. Identities that cannot be deleted are listed. Identities that do not exist count as deleted. */
export function deleteIdentities(input: Input<"deleteIdentities">, call: SignedCall): Output<"deleteIdentities"> {
  const { store } = call.context;
  const isForeign = (id: string): boolean => {
    const identity = store.identity(id);
    return identity !== undefined && poolOf(call, identity).accountId !== call.caller.accountId;
  };
  const ids = [...new Set(input.IdentityIdsToDelete)];
  store.deleteIdentities(...ids.filter((id) => !isForeign(id)));
  return {
    UnprocessedIdentityIds: ids.filter(isForeign).map((id) => ({ IdentityId: id, ErrorCode: "AccessDenied" })),
  };
}

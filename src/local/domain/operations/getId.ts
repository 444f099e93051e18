import { logins as choices } from "../../base/choices.js";
import { notAuthorized, resourceConflict } from "../../base/ServiceFault.js";
import type { StringMap } from "../../state/records.js";
import type { Call } from "../Context.js";
import { newIdentity, ownersOf, withLogins } from "../identities/linking.js";
import { NO_GUESTS } from "../identities/signIn.js";
import { checkSignedIn } from "../logins/serverSideCheck.js";
import { verifyLogins } from "../logins/verifyLogins.js";
import { findPool } from "../pools/findPool.js";

interface GetIdInput {
  AccountId?: string;
  IdentityPoolId: string;
  Logins?: StringMap;
}

/** A new guest on each call without logins; with logins the identity that they are linked to, or a new one. */
export async function getId(input: GetIdInput, call: Call): Promise<{ IdentityId: string }> {
  const { store } = call.service;
  const asked = findPool(call, input.IdentityPoolId);
  if (input.AccountId !== undefined && input.AccountId !== asked.accountId) {
    throw notAuthorized(choices.wrongAccount(input.AccountId));
  }
  const logins = await verifyLogins(call, asked, input.Logins ?? new Map());
  checkSignedIn(call, logins);
  // Read again: while tokens were verified the pool may have changed or gone.
  const pool = findPool(call, input.IdentityPoolId);
  if (logins.length === 0 && !pool.settings.AllowUnauthenticatedIdentities) throw notAuthorized(NO_GUESTS);
  const [owner, ...others] = ownersOf(call, pool.id, logins);
  if (others.length > 0) throw resourceConflict(choices.linkedElsewhere);
  const identity = owner === undefined ? newIdentity(call, pool, logins) : withLogins(call, owner, logins);
  if (identity !== owner) store.putIdentities(identity);
  return { IdentityId: identity.id };
}

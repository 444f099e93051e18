import { notAuthorized, type ServiceFault } from "../../base/ServiceFault.js";
import type { IdentityRecord, PoolRecord, StringMap } from "../../state/records.js";
import type { Call } from "../Context.js";
import { checkSignedIn } from "../logins/serverSideCheck.js";
import { type VerifiedLogin, verifyLogins } from "../logins/verifyLogins.js";
import { findIdentity, poolOf } from "./findIdentity.js";
import { hasLogin, isGuest, merge, ownersOf, parentOf, withLogins } from "./linking.js";

export const LOGINS_DO_NOT_MATCH =
  "Logins don't match. Please include at least one valid login for this identity or identity pool.";
export const NO_GUESTS = "Unauthenticated access is not supported for this identity pool.";

/** Who uses an identity in a call: a guest, when there are no logins. */
export interface SignIn {
  /** As it is to be after the call. */
  readonly identity: IdentityRecord;
  readonly pool: PoolRecord;
  readonly logins: readonly VerifiedLogin[];
  /** What the sign-in has linked and merged; to be stored once nothing can refuse the call any more. */
  readonly changes: readonly IdentityRecord[];
}

/** Checks the tokens against the providers of the identity's pool. */
export async function verifySignIn(call: Call, identityId: string, tokens: StringMap): Promise<VerifiedLogin[]> {
  const logins = await verifyLogins(call, poolOf(call, findIdentity(call, identityId)), tokens);
  checkSignedIn(call, logins);
  return logins;
}

/**
 * Lets the caller use an identity, and links or merges what the logins belong to: a login that is new is linked, one that has
 * another identity merges the two. The identity that comes back may therefore be another one.
 *
 * Not asynchronous: another request between this and the storing of its changes could give a login to two identities.
 *
 * @throws ServiceFault when the logins do not entitle to the identity.
 */
export function signIn(call: Call, identityId: string, logins: readonly VerifiedLogin[]): SignIn {
  const identity = findIdentity(call, identityId);
  const pool = poolOf(call, identity);
  if (logins.length > 0) {
    return { ...linked(call, parentOf(call, identity), logins), pool, logins };
  }
  if (!isGuest(identity)) throw forbidden(identityId);
  if (!pool.settings.AllowUnauthenticatedIdentities) throw notAuthorized(NO_GUESTS);
  return { identity, pool, logins, changes: [] };
}

export const forbidden = (identityId: string): ServiceFault =>
  notAuthorized(`Access to Identity '${identityId}' is forbidden.`);

function linked(
  call: Call,
  identity: IdentityRecord,
  logins: readonly VerifiedLogin[],
): Pick<SignIn, "identity" | "changes"> {
  const owners = ownersOf(call, identity.poolId, logins).filter(({ id }) => id !== identity.id);
  const entitles = isGuest(identity) || logins.some((login) => hasLogin(identity, login));
  if (!entitles) throw notAuthorized(LOGINS_DO_NOT_MATCH);
  // A guest gives way to the identity that the logins have had before; any other that was named stays.
  const [parent = identity, ...others] = isGuest(identity) ? [...owners, identity] : [identity, ...owners];
  const [merged, ...disabled] = merge(call, parent, others);
  const changed = withLogins(call, merged, logins);
  return { identity: changed, changes: changed === parent ? disabled : [changed, ...disabled] };
}

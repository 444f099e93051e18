import { developer as choices } from "../../base/choices.js";
import { notAuthorized, resourceNotFound, ServiceFault } from "../../base/ServiceFault.js";
import type { IdentityRecord, Login, PoolRecord } from "../../state/records.js";
import type { Call } from "../Context.js";
import { findIdentityIn } from "../lookup.js";
import { hasLogin, isGuest, linkLogins, parentOf } from "./linking.js";
import { forbidden, LOGINS_DO_NOT_MATCH } from "./signIn.js";

export const developerLogin = (provider: string, userIdentifier: string): Login => ({
  kind: "developer",
  provider,
  subject: userIdentifier,
});

/** @throws ServiceFault for a developer provider that is not the pool's. */
export function checkDeveloperProvider({ settings }: PoolRecord, provider: string): void {
  const { code, message } = choices.unknownProvider;
  if (settings.DeveloperProviderName !== provider) {
    throw new ServiceFault(code, message);
  }
}

/** @throws ResourceNotFoundException if no identity has the identifier. */
export function ownerOfIdentifier({ context }: Call, pool: PoolRecord, login: Login): IdentityRecord {
  const owner = context.store.identityOfLogin(pool.id, login);
  if (owner === undefined) {
    throw resourceNotFound(choices.unknownIdentifier(login.subject));
  }
  return owner;
}

/**
 * Finds or creates the identity of a developer's user, links all logins of the call to it, and stores it.
 *
 * @throws DeveloperUserAlreadyRegisteredException, NotAuthorizedException, ResourceConflictException,
 * ResourceNotFoundException
 */
export function linkDeveloperLogin(
  call: Call,
  pool: PoolRecord,
  login: Login,
  publicLogins: readonly Login[],
  identityId: string | undefined,
): IdentityRecord {
  const named = identityId === undefined ? undefined : namedIdentity(call, pool, identityId, login, publicLogins);
  const { identity, changes } = linkLogins(call, pool, named, [login, ...publicLogins]);
  call.context.store.putIdentities(...changes);
  return identity;
}

function namedIdentity(
  call: Call,
  pool: PoolRecord,
  identityId: string,
  login: Login,
  publicLogins: readonly Login[],
): IdentityRecord {
  const identity = parentOf(call, findIdentityIn(call, pool, identityId));
  if (isGuest(identity)) {
    return identity;
  }
  if (identity.disabled) {
    throw forbidden(identityId);
  }
  if (hasLogin(identity, login)) {
    return identity;
  }
  if (call.context.store.identityOfLogin(pool.id, login) !== undefined) {
    throw new ServiceFault("DeveloperUserAlreadyRegisteredException", choices.alreadyRegistered(login.subject));
  }
  // To link a login to an identity with public logins, the call must include one of them.
  const hasPublicLogins = identity.logins.some(({ kind }) => kind === "public");
  if (hasPublicLogins && !publicLogins.some((publicLogin) => hasLogin(identity, publicLogin))) {
    throw notAuthorized(LOGINS_DO_NOT_MATCH);
  }
  return identity;
}

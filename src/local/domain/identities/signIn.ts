import { logins as choices } from "../../base/choices.js";
import { invalidParameter, notAuthorized, type ServiceFault } from "../../base/ServiceFault.js";
import type { IdentityRecord, PoolRecord, StringMap } from "../../state/records.js";
import type { Call } from "../Context.js";
import { type VerifiedLogin, verifyActiveLogins } from "../logins/verifyLogins.js";
import { findIdentity, poolOf } from "../lookup.js";
import { isCognitoIssuer } from "../tokens/issuer.js";
import { checkTokenExpiry, claimsOfToken, invalidLoginToken, wrongIssuer } from "../tokens/jsonWebToken.js";
import { authenticationMethodsIn, isOwnToken, principalTagsIn } from "../tokens/openIdToken.js";
import { hasLogin, isGuest, linkLogins, parentOf } from "./linking.js";

export const LOGINS_DO_NOT_MATCH =
  "Logins don't match. Please include at least one valid login for this identity or identity pool.";
export const NO_GUESTS = "Unauthenticated access is not supported for this identity pool.";

/** The user of an identity in a call. Without logins, the user is a guest. */
export interface SignIn {
  /** The identity as it will be after the call. */
  readonly identity: IdentityRecord;
  readonly pool: PoolRecord;
  readonly logins: readonly VerifiedLogin[];
  /** The identities that the sign-in has linked and merged. They are stored when the call can no longer fail. */
  readonly changes: readonly IdentityRecord[];
}

/** Checks the tokens against the providers of the identity's pool. */
export async function verifySignIn(call: Call, identityId: string, tokens: StringMap): Promise<VerifiedLogin[]> {
  return verifyActiveLogins(call, poolOf(call, findIdentity(call, identityId)), tokens);
}

/**
 * Signs the caller in to an identity. New logins are linked to it, and a login of another identity merges the two, so the returned
 * identity can be another one.
 *
 * It is synchronous because another request, before the changes are stored, could link a login to two identities.
 *
 * @throws ServiceFault if the logins do not give access to the identity.
 */
export function signIn(call: Call, identityId: string, logins: readonly VerifiedLogin[]): SignIn {
  const identity = findIdentity(call, identityId);
  const pool = poolOf(call, identity);
  if (logins.length > 0) {
    const parent = parentOf(call, identity);
    if (!isGuest(parent) && !logins.some((login) => hasLogin(parent, login))) {
      throw notAuthorized(LOGINS_DO_NOT_MATCH);
    }
    return { ...linkLogins(call, pool, parent, logins), pool, logins };
  }
  if (!isGuest(identity)) {
    throw forbidden(identityId);
  }
  if (!pool.settings.AllowUnauthenticatedIdentities) {
    throw notAuthorized(NO_GUESTS);
  }
  return { identity, pool, logins, changes: [] };
}

export const forbidden = (identityId: string): ServiceFault =>
  notAuthorized(`Access to Identity '${identityId}' is forbidden.`);

export interface DeveloperSignIn {
  readonly identity: IdentityRecord;
  readonly pool: PoolRecord;
  /** The values of the token. They and the tags are copied to the session unchanged. */
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
}

/**
 * Signs a developer's user in with a token that GetOpenIdTokenForDeveloperIdentity issued.
 *
 * @throws NotAuthorizedException for a token of another issuer or identity, or one that has expired.
 */
export async function developerSignIn(call: Call, identityId: string, logins: StringMap): Promise<DeveloperSignIn> {
  if (logins.size > 1) {
    throw invalidParameter(choices.cognitoLoginGoesAlone);
  }
  const [[name = "", token = ""] = []] = logins;
  findIdentity(call, identityId);
  const claims = await claimsOfToken(token);
  if (claims === undefined) {
    throw invalidLoginToken(choices.notACognitoToken);
  }
  if (!isCognitoIssuer(claims.iss)) {
    throw wrongIssuer(claims.iss, name);
  }
  if (!(await isOwnToken(call.context.store, token))) {
    throw invalidLoginToken("Couldn't verify signed token.");
  }
  checkTokenExpiry(claims.exp, call.now, 0);
  const identity = parentOf(call, findIdentity(call, identityId));
  const pool = poolOf(call, identity);
  const methods = authenticationMethodsIn(claims);
  const holder = typeof claims.sub === "string" ? call.context.store.identity(claims.sub) : undefined;
  const isHolder = holder !== undefined && parentOf(call, holder).id === identity.id;
  if (!isHolder || claims.aud !== pool.id || methods[0] !== "authenticated") {
    throw notAuthorized(LOGINS_DO_NOT_MATCH);
  }
  if (identity.disabled) {
    throw forbidden(identityId);
  }
  return { identity, pool, authenticationMethods: methods, principalTags: principalTagsIn(claims) };
}

/** The `amr` of a token, which lists only the logins of this call. */
export function authenticationMethods(logins: readonly VerifiedLogin[]): string[] {
  if (logins.length === 0) {
    return ["unauthenticated"];
  }
  return [
    "authenticated",
    ...logins.flatMap(({ provider, subject, via }) => [provider, via.authenticationDetail(subject)]),
  ];
}

export const developerAuthenticationMethods = (provider: string, poolId: string, userIdentifier: string): string[] => [
  "authenticated",
  provider,
  `${provider}:${poolId}:${userIdentifier}`,
];

import { logins as choices } from "../../base/choices.js";
import { invalidParameter, notAuthorized } from "../../base/ServiceFault.js";
import type { IdentityRecord, PoolRecord, StringMap } from "../../state/records.js";
import type { Call } from "../Context.js";
import { isCognitoIssuer } from "../tokens/issuer.js";
import { checkTokenExpiry, claimsOfToken, invalidLoginToken, wrongIssuer } from "../tokens/jsonWebToken.js";
import { authenticationMethodsIn, isOwnToken, principalTagsIn } from "../tokens/ownToken.js";
import { findIdentity, poolOf } from "./findIdentity.js";
import { parentOf } from "./linking.js";
import { forbidden, LOGINS_DO_NOT_MATCH } from "./signIn.js";

export interface DeveloperSignIn {
  readonly identity: IdentityRecord;
  readonly pool: PoolRecord;
  /** As in the token: they, and the tags, go into the session unchanged. */
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
}

/**
 * Lets a developer's user in with the token that GetOpenIdTokenForDeveloperIdentity gave out.
 *
 * @throws NotAuthorizedException for a token that is not ours, out of date or somebody else's.
 */
export async function developerSignIn(call: Call, identityId: string, logins: StringMap): Promise<DeveloperSignIn> {
  if (logins.size > 1) throw invalidParameter(choices.cognitoLoginGoesAlone);
  const [[name = "", token = ""] = []] = logins;
  findIdentity(call, identityId);
  const claims = await claimsOfToken(token);
  if (claims === undefined) throw invalidLoginToken(choices.notACognitoToken);
  if (!isCognitoIssuer(claims.iss)) throw wrongIssuer(claims.iss, name);
  if (!(await isOwnToken(call.service.store, token))) throw invalidLoginToken("Couldn't verify signed token.");
  checkTokenExpiry(claims.exp, call.now, 0);
  const identity = parentOf(call, findIdentity(call, identityId));
  const pool = poolOf(call, identity);
  const methods = authenticationMethodsIn(claims);
  const holder = typeof claims.sub === "string" ? call.service.store.identity(claims.sub) : undefined;
  const isHolder = holder !== undefined && parentOf(call, holder).id === identity.id;
  if (!isHolder || claims.aud !== pool.id || methods[0] !== "authenticated") throw notAuthorized(LOGINS_DO_NOT_MATCH);
  if (identity.disabled) throw forbidden(identityId);
  return { identity, pool, authenticationMethods: methods, principalTags: principalTagsIn(claims) };
}

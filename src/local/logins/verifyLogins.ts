import type { Call } from "../Call.js";
import { invalidParameter, notAuthorized } from "../ServiceFault.js";
import type { Login, PoolRecord, StringMap } from "../state/records.js";
import { checkAccessToken } from "./accessToken.js";
import { type Claims, invalidLoginToken } from "./jsonWebToken.js";
import { hasLoginProviders, type LoginProvider, loginProviderOf } from "./LoginProvider.js";
import { checkIdToken, UNSUPPORTED_PROVIDER } from "./openIdConnect.js";
import { checkSamlAssertion } from "./saml.js";

/** The login name under which developers' users pass the tokens that this very service gave them. */
export const COGNITO_LOGIN = "cognito-identity.amazonaws.com";

/** A login whose token has proved that it is the user's. */
export interface VerifiedLogin extends Login {
  readonly via: LoginProvider;
  readonly claims: Claims;
}

/**
 * Checks every token of `Logins`; one that fails fails the call.
 *
 * @throws NotAuthorizedException, InvalidParameterException
 */
export async function verifyLogins(call: Call, pool: PoolRecord, logins: StringMap): Promise<VerifiedLogin[]> {
  const verified: VerifiedLogin[] = [];
  for (const [name, token] of logins) verified.push(await verifyLogin(call, pool, name, token));
  return verified;
}

async function verifyLogin(call: Call, pool: PoolRecord, name: string, token: string): Promise<VerifiedLogin> {
  if (name === COGNITO_LOGIN) throw invalidLoginToken("Can't pass in a Cognito token.");
  if (name === pool.settings.DeveloperProviderName) throw invalidParameter("Please provide a valid public provider.");
  if (!hasLoginProviders(pool.settings)) {
    throw notAuthorized(`Identity pool - ${pool.id} does not have identity providers configured.`);
  }
  const options = ownEntry(call.service.loginProviders, name) ?? {};
  const via = loginProviderOf(pool.settings, name, options);
  if (via === undefined) throw notAuthorized(UNSUPPORTED_PROVIDER);
  const finders = call.service.loginKeys(name);
  const check = via.kind === "accessToken" ? checkAccessToken : checkIdToken;
  const { subject, claims } =
    via.kind === "saml"
      ? await checkSamlAssertion(token, finders, call.now, via.graceSeconds)
      : await check(token, via, finders, call.now);
  return { kind: "public", provider: name, subject, via, claims };
}

/** Names come from callers, and `constructor` must not find what every object has. */
const ownEntry = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

import { logins as choices } from "../../base/choices.js";
import { invalidParameter, notAuthorized, shown } from "../../base/ServiceFault.js";
import type { Login, PoolRecord, StringMap } from "../../state/records.js";
import type { Call } from "../Context.js";
import { isCognitoLogin } from "../tokens/issuer.js";
import { type Claims, claimsOfToken, invalidLoginToken, wrongIssuer } from "../tokens/jsonWebToken.js";
import { checkAccessToken } from "./accessToken.js";
import { audiencesOf, unsupportedProvider } from "./audience.js";
import { hasLoginProviders, type LoginCheck, type LoginProvider, loginProviderOf } from "./LoginProvider.js";
import { checkIdToken } from "./openIdConnect.js";
import { checkSamlAssertion } from "./saml.js";

/** A login whose token has been verified. */
export interface VerifiedLogin extends Login {
  readonly via: LoginProvider;
  readonly claims: Claims;
}

/**
 * Checks all tokens in `Logins`. If one is invalid, the call fails.
 *
 * @throws NotAuthorizedException, InvalidParameterException
 */
export async function verifyLogins(call: Call, pool: PoolRecord, logins: StringMap): Promise<VerifiedLogin[]> {
  const verified: VerifiedLogin[] = [];
  for (const [name, token] of logins) {
    verified.push(await verifyLogin(call, pool, name, token));
  }
  return verified;
}

async function verifyLogin(call: Call, pool: PoolRecord, name: string, token: string): Promise<VerifiedLogin> {
  if (isCognitoLogin(name, call.context.region)) {
    throw invalidLoginToken("Can't pass in a Cognito token.");
  }
  if (name === pool.settings.DeveloperProviderName) {
    throw invalidParameter("Please provide a valid public provider.");
  }
  if (!hasLoginProviders(pool.settings)) {
    throw notAuthorized(`Identity pool - ${pool.id} does not have identity providers configured.`);
  }
  const options = ownEntry(call.context.loginProviders, name) ?? {};
  const via = loginProviderOf(pool.settings, name, options);
  if (via === undefined) {
    const issuer = await issuerOf(token);
    throw issuer === undefined || withoutSlash(issuer).replace(/^https:\/\//, "") === withoutSlash(name)
      ? unsupportedProvider(`the identity pool has no provider ${shown(name)}`)
      : wrongIssuer(issuer, name);
  }
  const finders = call.context.loginKeys(name);
  const { subject, claims } = await CHECKS[via.kind](token, via, finders, call.now);
  return { kind: "public", provider: name, subject, via, claims };
}

const CHECKS: Readonly<Record<LoginProvider["kind"], LoginCheck>> = {
  userPool: checkIdToken,
  openId: checkIdToken,
  accessToken: checkAccessToken,
  saml: checkSamlAssertion,
};

/** Text that is not a token has no issuer, so it does not contradict a key of `Logins`. */
async function issuerOf(token: string): Promise<string | undefined> {
  const issuer = (await claimsOfToken(token))?.iss;
  return typeof issuer === "string" ? issuer : undefined;
}

const withoutSlash = (text: string): string => text.replace(/\/$/, "");

/** Names come from callers, so `constructor` must not find a member that every object has. */
const ownEntry = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/**
 * Verifies logins and, as a pool with `ServerSideTokenCheck` does before it issues a token or credentials, checks that the user has
 * not signed out everywhere since the login token was issued.
 *
 * @throws NotAuthorizedException, InvalidParameterException
 */
export async function verifyActiveLogins(call: Call, pool: PoolRecord, logins: StringMap): Promise<VerifiedLogin[]> {
  const verified = await verifyLogins(call, pool, logins);
  for (const { provider, subject, via, claims } of verified) {
    const isChecked = audiencesOf(claims.aud)?.some((audience) => via.serverSideChecked?.includes(audience)) ?? false;
    const signedOut = isChecked ? call.context.signOuts.lastOf(provider, subject) : undefined;
    // A token that does not say when it was issued cannot be newer than the sign-out.
    if (signedOut !== undefined && (typeof claims.iat !== "number" || claims.iat <= signedOut)) {
      throw notAuthorized(choices.signedOut);
    }
  }
  return verified;
}

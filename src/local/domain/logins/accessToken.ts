import { createHash } from "node:crypto";
import { logins as choices } from "../../base/choices.js";
import { notAuthorized } from "../../base/ServiceFault.js";
import { isCognitoIssuer } from "../tokens/issuer.js";
import {
  audiencesOf,
  type Claims,
  checkTokenExpiry,
  checkTokenSignature,
  claimsOfToken,
  invalidLoginToken,
} from "../tokens/jsonWebToken.js";
import type { KeyFinder } from "../tokens/keyFinder.js";
import { unwrapAccessToken } from "./accessTokenForm.js";
import type { LoginProvider } from "./LoginProvider.js";
import { UNSUPPORTED_PROVIDER } from "./openIdConnect.js";

/**
 * Checks an access token of Facebook, Amazon, Twitter or Digits, as far as that goes without asking them.
 *
 * A JSON Web Token, also one inside a token of the provider's form, counts for what it claims, so that tests can name users;
 * any other token stands for a user of its own. Where keys are known, only a signed one is taken, of this provider and for
 * this application.
 */
export async function checkAccessToken(
  token: string,
  provider: LoginProvider,
  finders: readonly KeyFinder[] | undefined,
  now: number,
): Promise<{ subject: string; claims: Claims }> {
  const jsonWebToken = unwrapAccessToken(provider.name, token);
  const claims = await claimsOfToken(jsonWebToken);
  if (isCognitoIssuer(claims?.iss)) throw invalidLoginToken("Can't pass in a Cognito token.");
  if (finders !== undefined) {
    if (claims === undefined) throw notAuthorized(choices.opaqueTokenRefused);
    checkOrigin(claims, provider);
    await checkTokenSignature(jsonWebToken, finders);
  }
  if (claims?.exp !== undefined) checkTokenExpiry(claims.exp, now, provider.graceSeconds);
  const subject = typeof claims?.sub === "string" && claims.sub !== "" ? claims.sub : userOf(token, provider);
  // These providers offer no more claims than that; Amazon calls the user's id by a name of its own.
  const { name, audiences } = provider;
  const userId = name === "www.amazon.com" ? { user_id: subject } : {};
  return { subject, claims: { iss: name, aud: audiences?.[0], sub: subject, ...userId } };
}

function checkOrigin({ iss, aud }: Claims, { issuers, audiences }: LoginProvider): void {
  if (typeof iss !== "string" || !issuers.includes(iss)) throw notAuthorized(choices.opaqueTokenRefused);
  const [recipient, ...others] = audiencesOf(aud) ?? [];
  if (recipient === undefined || others.length > 0) throw notAuthorized(choices.opaqueTokenRefused);
  if (audiences !== undefined && !audiences.includes(recipient)) throw notAuthorized(UNSUPPORTED_PROVIDER);
}

function userOf(token: string, { name }: LoginProvider): string {
  if (name !== "api.twitter.com") return createHash("sha256").update(token).digest("hex").slice(0, 32);
  const [accessToken = "", secret] = token.split(";");
  const [user] = accessToken.split("-");
  if (!user || !secret) throw notAuthorized(choices.opaqueTokenRefused);
  return user;
}

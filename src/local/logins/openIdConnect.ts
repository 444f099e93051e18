import { notAuthorized } from "../ServiceFault.js";
import { isCognitoIssuer } from "../tokens/issuer.js";
import {
  type Claims,
  checkTokenExpiry,
  checkTokenSignature,
  claimsOfToken,
  invalidLoginToken,
  missingClaim,
} from "./jsonWebToken.js";
import type { KeyFinder } from "./keyFinder.js";
import type { LoginProvider } from "./LoginProvider.js";

export const UNSUPPORTED_PROVIDER = "Token is not from a supported provider of this identity pool.";

/**
 * Checks an ID token of a user pool or an OpenID Connect provider.
 *
 * In this order: form, issuer, audience, signature, expiry, subject. Parsing is known to come before expiry, and the
 * audience was complained about for tokens that were right otherwise; the rest of the order is our choice.
 */
export async function checkIdToken(
  token: string,
  provider: LoginProvider,
  finders: readonly KeyFinder[] | undefined,
  now: number,
): Promise<{ subject: string; claims: Claims }> {
  const claims = await claimsOfToken(token);
  if (claims === undefined) throw invalidLoginToken("Not a valid OpenId Connect identity token.");
  checkIssuer(claims, provider);
  checkAudience(claims, provider);
  if (finders !== undefined) await checkTokenSignature(token, finders);
  checkTokenExpiry(claims.exp, now, provider.graceSeconds);
  if (typeof claims.sub !== "string" || claims.sub === "") throw missingClaim("sub");
  return { subject: claims.sub, claims };
}

function checkIssuer({ iss }: Claims, { issuers }: LoginProvider): void {
  if (iss === undefined) throw missingClaim("iss");
  if (isCognitoIssuer(iss)) throw invalidLoginToken("Can't pass in a Cognito token.");
  if (typeof iss !== "string" || !issuers.includes(iss)) {
    throw invalidLoginToken("Issuer doesn't match providerName");
  }
}

/** A user pool's access token has no `aud`, which is how it is told from an ID token. */
function checkAudience({ aud, azp }: Claims, { kind, audiences }: LoginProvider): void {
  if (aud === undefined || aud === "") throw missingClaim("aud");
  if (audiences === undefined) return;
  const madeFor = kind === "openId" && azp !== undefined ? [azp] : Array.isArray(aud) ? aud : [aud];
  if (!madeFor.some((client) => audiences.includes(String(client)))) throw notAuthorized(UNSUPPORTED_PROVIDER);
}

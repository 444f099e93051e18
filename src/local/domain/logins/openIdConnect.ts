import { notAuthorized, shown } from "../../base/ServiceFault.js";
import { isCognitoIssuer } from "../tokens/issuer.js";
import {
  audiencesOf,
  type Claims,
  checkTokenExpiry,
  checkTokenSignature,
  claimsOfToken,
  invalidLoginToken,
  missingClaim,
  wrongIssuer,
} from "../tokens/jsonWebToken.js";
import type { KeyFinder } from "../tokens/loginKeys.js";
import type { LoginProvider } from "./LoginProvider.js";

const NOT_A_TOKEN = "Not a valid OpenId Connect identity token.";
export const UNSUPPORTED_PROVIDER = "Token is not from a supported provider of this identity pool.";

/**
 * Checks an ID token of a user pool or an OpenID Connect provider.
 *
 * The order is form, issuer, audience, signature, expiry, subject. Parsing is known to come before expiry, and a wrong audience was
 * reported for tokens that were otherwise valid. We chose the rest of the order.
 */
export async function checkIdToken(
  token: string,
  provider: LoginProvider,
  finders: readonly KeyFinder[] | undefined,
  now: number,
): Promise<{ subject: string; claims: Claims }> {
  const claims = await claimsOfToken(token);
  if (claims === undefined) {
    throw invalidLoginToken(NOT_A_TOKEN).because(
      /^bearer /i.test(token) ? "the token begins with “Bearer ”" : "not a JSON Web Token",
    );
  }
  checkIssuer(claims, provider);
  checkAudience(claims, provider);
  if (finders !== undefined) {
    await checkTokenSignature(token, finders);
  }
  checkTokenExpiry(claims.exp, now, provider.graceSeconds);
  if (typeof claims.sub !== "string" || claims.sub === "") {
    throw missingClaim("sub");
  }
  return { subject: claims.sub, claims };
}

function checkIssuer({ iss }: Claims, { issuers, name }: LoginProvider): void {
  if (iss === undefined) {
    throw missingClaim("iss");
  }
  if (isCognitoIssuer(iss)) {
    throw invalidLoginToken("Can't pass in a Cognito token.");
  }
  if (typeof iss !== "string" || !issuers.includes(iss)) {
    throw wrongIssuer(iss, name);
  }
}

/**
 * A user pool's access token has no `aud`, which distinguishes it from an ID token. `aud` is a string or a list of strings, and
 * `azp` is a string (RFC 7519, 4.1.3; OpenID Connect Core, 2). Any other value is rejected, even if its text would match.
 */
function checkAudience({ aud, azp, token_use: use }: Claims, { kind, audiences }: LoginProvider): void {
  if (aud === undefined || aud === "") {
    const isAccessToken = kind === "userPool" && use === "access";
    throw isAccessToken
      ? missingClaim("aud").because("this is an access token; an ID token is required")
      : missingClaim("aud");
  }
  const recipients = audiencesOf(aud);
  if (recipients === undefined || !(azp === undefined || typeof azp === "string")) {
    throw invalidLoginToken(NOT_A_TOKEN);
  }
  if (audiences === undefined) {
    return;
  }
  const madeFor = kind === "openId" && azp !== undefined ? [azp] : recipients;
  if (!madeFor.some((client) => audiences.includes(client))) {
    const clients = audiences.map(shown).join(" or ");
    throw notAuthorized(UNSUPPORTED_PROVIDER).because(
      `issued for client ${madeFor.map(shown).join()}, not for ${clients}`,
    );
  }
}

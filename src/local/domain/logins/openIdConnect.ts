import { logins as choices } from "../../base/choices.js";
import { notAuthorized, shown } from "../../base/ServiceFault.js";
import { isCognitoIssuer } from "../tokens/issuer.js";
import {
  type Claims,
  checkTokenExpiry,
  checkTokenSignature,
  claimsOfToken,
  invalidLoginToken,
  missingClaim,
  wrongIssuer,
} from "../tokens/jsonWebToken.js";
import { checkIdTokenAudience, notAnIdToken } from "./audience.js";
import type { LoginCheck, LoginProvider } from "./LoginProvider.js";

/**
 * Checks an ID token of a user pool or an OpenID Connect provider.
 *
 * The order is form, issuer, audience, signature, expiry, subject. Parsing is known to come before expiry, and a wrong audience was
 * reported for tokens that were otherwise valid. We chose the rest of the order.
 */
export const checkIdToken: LoginCheck = async (token, provider, finders, now) => {
  const claims = await claimsOfToken(token);
  if (claims === undefined) {
    throw notAnIdToken().because(whyNotAToken(token));
  }
  checkIssuer(claims, provider);
  checkIdTokenAudience(claims, provider);
  if (finders !== undefined) {
    await checkTokenSignature(token, finders);
  }
  if (provider.kind === "openId") {
    checkTimes(claims, now, provider.graceSeconds);
  } else {
    checkTokenExpiry(claims.exp, now, provider.graceSeconds);
  }
  // STS takes a number as its text. A larger one has lost digits in `JSON.parse`, so two users could have the same text.
  const subject = provider.kind === "openId" && Number.isSafeInteger(claims.sub) ? String(claims.sub) : claims.sub;
  if (typeof subject !== "string" || subject === "") {
    throw missingClaim("sub");
  }
  return { subject, claims };
};

/** A token in five parts is encrypted (RFC 7516, 3.1), such as the session tokens of Auth.js. */
function whyNotAToken(token: string): string {
  if (/^bearer /i.test(token)) {
    return "the token begins with “Bearer ”";
  }
  return /^eyJ[\w-]*(?:\.[\w-]*){4}$/.test(token)
    ? "the token is encrypted; an ID token is required"
    : "not a JSON Web Token";
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

/** The times of an OpenID Connect provider's token, which STS checks in the same way. */
function checkTimes({ exp, iat, nbf }: Claims, now: number, graceSeconds: number): void {
  if (iat === undefined) {
    throw missingClaim("iat");
  }
  checkTokenExpiry(exp === undefined ? exp : secondsIn(exp), now, graceSeconds);
  const latest = Math.floor(now / 1000) + graceSeconds;
  if (secondsIn(iat) > latest) {
    throw notAuthorized(choices.issuedInTheFuture(secondsIn(iat)));
  }
  if (nbf !== undefined && secondsIn(nbf) > latest) {
    throw notAuthorized(choices.notYetValid(latest, secondsIn(nbf)));
  }
}

/** Whole seconds since the epoch, which can also be text. RFC 7519 permits fractions, but STS does not. */
function secondsIn(time: unknown): number {
  const isWhole = (typeof time === "number" || typeof time === "string") && /^\d+$/.test(String(time));
  if (!isWhole) {
    throw notAuthorized(choices.notATime).because(`${shown(time)} is not a whole number of seconds`);
  }
  return Number(time);
}

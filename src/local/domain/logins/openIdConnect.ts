import { logins as choices } from "../../base/choices.js";
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
import type { LoginCheck, LoginProvider } from "./LoginProvider.js";

const NOT_A_TOKEN = "Not a valid OpenId Connect identity token.";
export const UNSUPPORTED_PROVIDER = "Token is not from a supported provider of this identity pool.";

/**
 * Checks an ID token of a user pool or an OpenID Connect provider.
 *
 * The order is form, issuer, audience, signature, expiry, subject. Parsing is known to come before expiry, and a wrong audience was
 * reported for tokens that were otherwise valid. We chose the rest of the order.
 */
export const checkIdToken: LoginCheck = async (token, provider, finders, now) => {
  const claims = await claimsOfToken(token);
  if (claims === undefined) {
    throw invalidLoginToken(NOT_A_TOKEN).because(whyNotAToken(token));
  }
  checkIssuer(claims, provider);
  checkAudience(claims, provider);
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
  if (kind === "openId" && recipients.length !== 1 && azp === undefined) {
    throw notAuthorized(recipients.length === 0 ? choices.noAudience : choices.severalAudiences);
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

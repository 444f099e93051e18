import { createHash } from "node:crypto";
import { logins as choices } from "../../base/choices.js";
import { notAuthorized } from "../../base/ServiceFault.js";
import { isCognitoIssuer } from "../tokens/issuer.js";
import { checkTokenExpiry, checkTokenSignature, claimsOfToken, invalidLoginToken } from "../tokens/jsonWebToken.js";
import { checkAccessTokenAudience } from "./audience.js";
import type { LoginCheck, LoginProvider } from "./LoginProvider.js";

/**
 * Checks an access token of Facebook, Amazon, Twitter, or Digits as far as possible offline.
 *
 * A JSON Web Token, including one inside a token in the provider's format, is accepted with its claims, so that tests can name
 * users. Any other token identifies its own user. If keys are known, the token must be signed, from this provider, and for this
 * application.
 */
export const checkAccessToken: LoginCheck = async (token, provider, finders, now) => {
  const jsonWebToken = unwrapAccessToken(provider.name, token);
  const claims = await claimsOfToken(jsonWebToken);
  if (isCognitoIssuer(claims?.iss)) {
    throw invalidLoginToken("Can't pass in a Cognito token.");
  }
  if (finders !== undefined) {
    if (claims === undefined) {
      throw notAuthorized(choices.opaqueTokenRefused);
    }
    if (typeof claims.iss !== "string" || !provider.issuers.includes(claims.iss)) {
      throw notAuthorized(choices.opaqueTokenRefused);
    }
    checkAccessTokenAudience(claims, provider);
    await checkTokenSignature(jsonWebToken, finders);
  }
  if (claims?.exp !== undefined) {
    checkTokenExpiry(claims.exp, now, provider.graceSeconds);
  }
  const subject = typeof claims?.sub === "string" && claims.sub !== "" ? claims.sub : userOf(token, provider);
  // These providers have no other claims. Amazon's user ID has its own name.
  const { name, audiences } = provider;
  const userId = name === "www.amazon.com" ? { user_id: subject } : {};
  return { subject, claims: { iss: name, aud: audiences?.[0], sub: subject, ...userId } };
};

function userOf(token: string, { name }: LoginProvider): string {
  if (name !== "api.twitter.com") {
    return createHash("sha256").update(token).digest("hex").slice(0, 32);
  }
  const [accessToken = "", secret] = token.split(";");
  const [user] = accessToken.split("-");
  if (!user || !secret) {
    throw notAuthorized(choices.opaqueTokenRefused);
  }
  return user;
}

// Access tokens of Facebook, Amazon, Twitter, and Digits are opaque to applications. Those of the test identity provider have the
// same format, so that applications treat them in the same way, and contain a JSON Web Token that only this service reads.

interface AccessTokenForm {
  readonly wrap: (jsonWebToken: string, subject: string) => string;
  /** The first group is the wrapped token, in base64url. */
  readonly pattern: RegExp;
}

const wrapped = (jsonWebToken: string): string => Buffer.from(jsonWebToken).toString("base64url");

/** The user's ID, a hyphen, the token, a semicolon, and the token's secret. */
const OAUTH_1: AccessTokenForm = {
  wrap: (token, subject) => `${subject.replace(/[-;]/g, "")}-${wrapped(token)};test-secret`,
  pattern: /^[^-;]*-([\w-]+);./,
};

const FORMS: ReadonlyMap<string, AccessTokenForm> = new Map([
  ["graph.facebook.com", { wrap: (token) => `EAA${wrapped(token)}`, pattern: /^EAA([\w-]+)$/ }],
  ["www.amazon.com", { wrap: (token) => `Atza|${wrapped(token)}`, pattern: /^Atza\|([\w-]+)$/ }],
  ["api.twitter.com", OAUTH_1],
  ["www.digits.com", OAUTH_1],
]);

/** An access token in the provider's format, or the token itself if the provider has no format. */
export const wrapAccessToken = (provider: string, jsonWebToken: string, subject: string): string =>
  FORMS.get(provider)?.wrap(jsonWebToken, subject) ?? jsonWebToken;

/** The JSON Web Token in an access token, or the whole token if it does not have the provider's format. */
export function unwrapAccessToken(provider: string, token: string): string {
  const inner = FORMS.get(provider)?.pattern.exec(token)?.[1];
  const text = inner === undefined ? "" : Buffer.from(inner, "base64url").toString("latin1");
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(text) ? text : token;
}

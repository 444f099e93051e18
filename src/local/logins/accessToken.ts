import { createHash } from "node:crypto";
import type { JSONWebKeySet } from "jose";
import { logins as choices } from "../choices.js";
import { notAuthorized } from "../ServiceFault.js";
import { isCognitoIssuer } from "../tokens/issuer.js";
import {
  type Claims,
  checkTokenExpiry,
  checkTokenSignature,
  claimsOfToken,
  invalidLoginToken,
} from "./jsonWebToken.js";
import type { LoginProvider } from "./LoginProvider.js";

/**
 * Checks an access token of Facebook, Amazon, Twitter or Digits, as far as that goes without asking them.
 *
 * A JSON Web Token counts for what it claims, so that tests can name users; any other token stands for a user of its own.
 */
export async function checkAccessToken(
  token: string,
  provider: LoginProvider,
  jwks: JSONWebKeySet | undefined,
  now: number,
): Promise<{ subject: string; claims: Claims }> {
  const claims = await claimsOfToken(token);
  if (claims === undefined && jwks !== undefined) throw invalidLoginToken("Couldn't verify signed token.");
  if (isCognitoIssuer(claims?.iss)) throw invalidLoginToken("Can't pass in a Cognito token.");
  if (jwks !== undefined) await checkTokenSignature(token, jwks);
  if (claims?.exp !== undefined) checkTokenExpiry(claims.exp, now, provider.graceSeconds);
  const subject = typeof claims?.sub === "string" && claims.sub !== "" ? claims.sub : userOf(token, provider);
  // These providers offer no more claims than that; Amazon calls the user's id by a name of its own.
  const { name, audiences } = provider;
  const userId = name === "www.amazon.com" ? { user_id: subject } : {};
  return { subject, claims: { iss: name, aud: audiences?.[0], sub: subject, ...userId } };
}

function userOf(token: string, { name }: LoginProvider): string {
  if (name !== "api.twitter.com") return createHash("sha256").update(token).digest("hex").slice(0, 32);
  const [accessToken = "", secret] = token.split(";");
  const [user] = accessToken.split("-");
  if (!user || !secret) throw notAuthorized(choices.opaqueTokenRefused);
  return user;
}

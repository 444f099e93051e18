import { logins as choices } from "../../base/choices.js";
import { notAuthorized, type ServiceFault, shown } from "../../base/ServiceFault.js";
import { type Claims, invalidLoginToken, missingClaim } from "../tokens/jsonWebToken.js";
import type { LoginProvider } from "./LoginProvider.js";
import type { Assertion } from "./samlDocument.js";

/** The clients that a token was issued for. `undefined` if `aud` is neither a string nor a list of strings. */
export function audiencesOf(aud: unknown): readonly string[] | undefined {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  return audiences.every((audience) => typeof audience === "string") ? audiences : undefined;
}

/**
 * Checks whom an ID token was issued for.
 *
 * A user pool's access token has no `aud`, which distinguishes it from an ID token. `aud` is a string or a list of strings, and
 * `azp` is a string (RFC 7519, 4.1.3; OpenID Connect Core, 2). Any other value is rejected, even if its text would match.
 */
export function checkIdTokenAudience({ aud, azp, token_use: use }: Claims, { kind, audiences }: LoginProvider): void {
  if (aud === undefined || aud === "") {
    throw kind === "userPool" && use === "access"
      ? missingClaim("aud").because("this is an access token; an ID token is required")
      : missingClaim("aud");
  }
  const recipients = audiencesOf(aud);
  if (recipients === undefined || !(azp === undefined || typeof azp === "string")) {
    throw notAnIdToken();
  }
  if (kind === "openId" && recipients.length !== 1 && azp === undefined) {
    throw notAuthorized(recipients.length === 0 ? choices.noAudience : choices.severalAudiences);
  }
  checkClients(kind === "openId" && azp !== undefined ? [azp] : recipients, audiences);
}

/** An access token is for exactly one application. */
export function checkAccessTokenAudience({ aud }: Claims, { audiences }: LoginProvider): void {
  const recipients = audiencesOf(aud) ?? [];
  if (recipients.length !== 1) {
    throw notAuthorized(choices.opaqueTokenRefused);
  }
  checkClients(recipients, audiences);
}

function checkClients(madeFor: readonly string[], audiences: readonly string[] | undefined): void {
  if (audiences !== undefined && !madeFor.some((client) => audiences.includes(client))) {
    const clients = audiences.map(shown).join(" or ");
    throw unsupportedProvider(`issued for client ${madeFor.map(shown).join()}, not for ${clients}`);
  }
}

/** The assertion must be for one audience of every restriction (SAML Core, 2.5.1.4). */
export function checkSamlAudience({ audiences: restrictions }: Assertion, { audiences }: LoginProvider): void {
  const isFor = (names: readonly string[]): boolean => names.some((name) => audiences?.includes(name));
  if (audiences !== undefined && !(restrictions.length > 0 && restrictions.every(isFor))) {
    throw unsupportedProvider(`the assertion's audience is ${shown(restrictions.flat())}`);
  }
}

export const unsupportedProvider = (reason: string): ServiceFault =>
  notAuthorized("Token is not from a supported provider of this identity pool.").because(reason);

export const notAnIdToken = (): ServiceFault => invalidLoginToken("Not a valid OpenId Connect identity token.");

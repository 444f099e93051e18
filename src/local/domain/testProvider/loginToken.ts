import { randomUUID } from "node:crypto";
import { isSamlProviderArn } from "../../base/arn.js";
import { wrapAccessToken } from "../logins/accessTokenForm.js";
import { isUserPoolName, KNOWN_LOGIN_PROVIDERS } from "../logins/LoginProvider.js";
import type { SignOuts } from "../SignOuts.js";
import { LOGIN_TOKEN_ALGORITHM, TEST_KEY_ID, testProviderKey } from "../tokens/testProviderKey.js";
import { samlResponse } from "./samlResponse.js";

/** A login of the test identity provider, as whom you like, at any provider that you name. */
export interface LoginTokenRequest {
  /** The key in `Logins`: a login name or, for SAML, the provider's ARN. */
  readonly provider: string;
  /** Who the user is there: `sub`, or the SAML name id. */
  readonly subject: string;
  /** Whom the token is for. Default: the client that a pool has of the provider. */
  readonly audience?: string;
  /** The pool whose client is meant, if several have the provider. Default: the oldest. */
  readonly identityPoolId?: string;
  /** User pools: groups, with the roles that they stand for and the one that is preferred. SAML takes the roles, too. */
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
  readonly preferredRole?: string;
  /** More claims, or other values for those that are there; `undefined` leaves one out. SAML: attributes. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Seconds; negative for a token that has expired. Default: an hour. */
  readonly expiresIn?: number;
}

export interface LoginTokenContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly signOuts: SignOuts;
  readonly audience: string;
  /** The one that a SAML provider is configured with. */
  readonly samlIssuer?: string | undefined;
}

const DEFAULT_LIFETIME_SECONDS = 3600;

/** Mints a login token as the provider itself would issue it, but for the key. */
export async function loginToken(request: LoginTokenRequest, context: LoginTokenContext): Promise<string> {
  const { provider, subject, expiresIn = DEFAULT_LIFETIME_SECONDS } = request;
  const { now, signOuts, audience, samlIssuer: issuer } = context;
  if (isSamlProviderArn(provider)) {
    const { claims = {}, roles = [] } = request;
    const expiresAt = now + expiresIn * 1000;
    return samlResponse({ provider, issuer, subject, audience, claims, roles, issuedAt: now, expiresAt });
  }
  // Whoever signs in after a sign-out has a token of a later second than it.
  const iat = Math.max(Math.floor(now / 1000), (signOuts.lastOf(provider, subject) ?? 0) + 1);
  const exp = Math.floor(now / 1000) + expiresIn;
  const claims = { ...claimsOf(request, audience, iat), ...request.claims };
  const jsonWebToken = await sign({ exp, iat, ...claims });
  return KNOWN_LOGIN_PROVIDERS.get(provider) === "accessToken"
    ? wrapAccessToken(provider, jsonWebToken, subject)
    : jsonWebToken;
}

function claimsOf(request: LoginTokenRequest, audience: string, iat: number): Record<string, unknown> {
  const { provider, subject } = request;
  const common = { iss: `https://${provider}`, sub: subject, aud: audience };
  if (provider === "accounts.google.com") return { ...common, azp: audience };
  if (!isUserPoolName(provider)) return common;
  return {
    ...common,
    "cognito:groups": request.groups,
    "cognito:preferred_role": request.preferredRole,
    "cognito:roles": request.roles,
    "cognito:username": subject,
    origin_jti: randomUUID(),
    event_id: randomUUID(),
    token_use: "id",
    auth_time: iat,
    jti: randomUUID(),
  };
}

async function sign(claims: object): Promise<string> {
  const [{ privateKey }, { CompactSign }] = await Promise.all([testProviderKey(), import("jose/jws/compact/sign")]);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ kid: TEST_KEY_ID, alg: LOGIN_TOKEN_ALGORITHM, typ: "JWT" })
    .sign(privateKey);
}

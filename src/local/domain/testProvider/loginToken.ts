import { randomUUID } from "node:crypto";
import { isSamlProviderArn } from "../../base/arn.js";
import { type Check, checked, InputError, list, map, object, optional, other, text, whole } from "../../base/check.js";
import { isObject } from "../../base/json.js";
import type { LoginProviderOptions } from "../../base/options.js";
import { XML_CHARACTERS } from "../../base/xmlCharacters.js";
import type { Call, Context } from "../Context.js";
import { wrapAccessToken } from "../logins/accessToken.js";
import { isUserPoolName, KNOWN_LOGIN_PROVIDERS, loginProviderOf } from "../logins/LoginProvider.js";
import { signedToken } from "../tokens/jsonWebToken.js";
import { LOGIN_TOKEN_ALGORITHM, TEST_KEY_ID, testProviderKey } from "../tokens/testProviderKey.js";
import { samlResponse } from "./samlResponse.js";

/** The contents of a login token for any user of any provider. */
export interface LoginTokenRequest {
  /** The key in `Logins`: the name of the provider or, for SAML, its ARN. */
  readonly provider: string;
  /** The user at this provider: `sub`, or the name ID of SAML. */
  readonly subject: string;
  /** The client that the token is for. Default: the client that a pool has registered with the provider. */
  readonly audience?: string;
  /** The pool whose client the token is for, if several pools have the provider. Default: the oldest pool. */
  readonly identityPoolId?: string;
  /** For SAML, the URL that the response is sent to, if the application checks it. Default: AWS's, `https://signin.aws.amazon.com/saml`. */
  readonly recipient?: string;
  /** For user pools, the groups of the user, their roles, and the preferred role. For SAML, only the roles. */
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
  readonly preferredRole?: string;
  /** Claims to add or replace, or attributes for SAML. `undefined` removes a claim. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The lifetime in seconds, negative for a token that has expired. Default: one hour. */
  readonly expiresIn?: number;
}

const DEFAULT_LIFETIME_SECONDS = 3600;
const TEN_YEARS_SECONDS = 315_360_000;

const loginTokenShape = (someText: Check<string>, claims: Check<Readonly<Record<string, unknown>>>) =>
  object<LoginTokenRequest>({
    provider: someText,
    subject: someText,
    audience: optional(someText),
    identityPoolId: optional(someText),
    recipient: optional(someText),
    groups: optional(list(someText)),
    roles: optional(list(someText)),
    preferredRole: optional(someText),
    claims: optional(claims),
    expiresIn: optional(whole(-TEN_YEARS_SECONDS, TEN_YEARS_SECONDS, "a whole number of seconds, at most ten years")),
  });

const LOGIN_TOKEN = loginTokenShape(
  text({ length: { min: 1 }, expected: "text that is not empty" }),
  other("an object of JSON values", (value) => isObject(value) && isJson(value)),
);

const XML_TEXT = `^[${XML_CHARACTERS}]*$`;

const SAML_LOGIN_TOKEN = loginTokenShape(
  text({
    length: { min: 1 },
    pattern: XML_TEXT,
    expected: "text that is not empty and contains only characters that XML allows",
  }),
  map(
    other("text that XML allows, a number, true, false, or a list of these", (value) =>
      [value].flat().every(isAttributeValue),
    ),
    text({ pattern: XML_TEXT, expected: "text that XML allows" }),
  ),
);

/** An attribute without a value is omitted. */
function isAttributeValue(value: unknown): boolean {
  return typeof value === "string"
    ? new RegExp(XML_TEXT, "u").test(value)
    : value == null || typeof value === "number" || typeof value === "boolean";
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Issues a login token that differs from those of the provider only in the key.
 *
 * @throws InputError
 */
export async function loginToken({ context, now }: Call, input: unknown): Promise<string> {
  const isSaml = isSamlProviderArn(Object(input).provider);
  const request = checked(isSaml ? SAML_LOGIN_TOKEN : LOGIN_TOKEN, input, "The login token");
  const { provider, subject, expiresIn = DEFAULT_LIFETIME_SECONDS } = request;
  const options = Object.hasOwn(context.loginProviders, provider) ? context.loginProviders[provider] : undefined;
  const audience = request.audience ?? (await defaultAudience(context, request, options));
  if (isSaml) {
    const { recipient = SAML_AUDIENCE, claims = {}, roles = [] } = request;
    const expiresAt = now + expiresIn * 1000;
    const issuer = options?.issuer;
    return samlResponse({ provider, issuer, subject, audience, recipient, claims, roles, issuedAt: now, expiresAt });
  }
  // Times are whole seconds. After a sign-out, a new token must be of a later second.
  const iat = Math.max(Math.floor(now / 1000), (context.signOuts.lastOf(provider, subject) ?? 0) + 1);
  const exp = Math.floor(now / 1000) + expiresIn;
  const claims = { ...claimsOf(request, audience, iat), ...request.claims };
  const header = { kid: TEST_KEY_ID, alg: LOGIN_TOKEN_ALGORITHM, typ: "JWT" };
  const jsonWebToken = await signedToken(header, { exp, iat, ...claims }, (await testProviderKey()).privateKey);
  return KNOWN_LOGIN_PROVIDERS.get(provider) === "accessToken"
    ? wrapAccessToken(provider, jsonWebToken, subject)
    : jsonWebToken;
}

/** The audience and recipient that AWS documents for SAML. */
const SAML_AUDIENCE = "https://signin.aws.amazon.com/saml";

/**
 * The client that a pool has for the provider.
 *
 * @throws InputError if no pool has the provider, because the token would be rejected
 */
async function defaultAudience(
  { store, accountIds }: Context,
  { provider, identityPoolId }: LoginTokenRequest,
  options: LoginProviderOptions = {},
): Promise<string> {
  if (isSamlProviderArn(provider)) {
    return options.clientIds?.[0] ?? SAML_AUDIENCE;
  }
  // The oldest of several pools, whatever their IDs.
  const pools =
    identityPoolId === undefined
      ? store.list((lists) => lists.allPools())
      : [store.pool(identityPoolId)].filter((pool) => pool !== undefined);
  for await (const pool of pools) {
    if (!accountIds.includes(pool.accountId)) {
      continue;
    }
    const via = loginProviderOf(pool.settings, provider, options);
    if (via !== undefined) {
      // An OpenID Connect provider without client IDs accepts tokens for any client.
      return via.audiences?.[0] ?? "test-client";
    }
  }
  const lacking =
    identityPoolId === undefined ? "no identity pool has" : `identity pool ${identityPoolId} does not have`;
  const problem = `is ${provider}, which ${lacking}`;
  throw new InputError({ path: ["provider"], problem, advice: "Add it to the pool, or pass `audience`." }, "");
}

function claimsOf(request: LoginTokenRequest, audience: string, iat: number): Record<string, unknown> {
  const { provider, subject } = request;
  const common = { iss: `https://${provider}`, sub: subject, aud: audience };
  if (provider === "accounts.google.com") {
    return { ...common, azp: audience };
  }
  if (!isUserPoolName(provider)) {
    return common;
  }
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

interface SignOut {
  readonly provider: string;
  readonly subject: string;
}

const SIGN_OUT = object<SignOut>({
  provider: other(
    "a user pool such as cognito-idp.us-east-1.amazonaws.com/us-east-1_Example",
    (value) => typeof value === "string" && isUserPoolName(value),
  ),
  subject: text({ length: { min: 1 }, expected: "the user's `sub`" }),
});

/**
 * Signs a user out globally: pools with `ServerSideTokenCheck` reject tokens that were issued earlier.
 *
 * @throws InputError for a provider that is not a user pool, because only user pools have `ServerSideTokenCheck`
 */
export function signOutUser({ context, now }: Call, input: unknown): SignOut {
  const { provider, subject } = checked(SIGN_OUT, input, "The sign-out");
  context.signOuts.add(provider, subject, now);
  return { provider, subject };
}

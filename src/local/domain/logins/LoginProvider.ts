import { ANY_DNS_SUFFIX, openIdProviderName } from "../../base/arn.js";
import { logins as choices } from "../../base/choices.js";
import type { LoginProviderOptions } from "../../base/options.js";
import type { PoolSettings } from "../../state/records.js";
import type { Claims } from "../tokens/jsonWebToken.js";
import type { KeyFinder } from "../tokens/loginKeys.js";

/** A login provider in the configuration of a pool. */
export interface LoginProvider {
  /** The key in `Logins`. */
  readonly name: string;
  readonly kind: "userPool" | "openId" | "accessToken" | "saml";
  /** The name in principal-tag maps and role mappings. In role mappings, the client ID is added for user pools. */
  readonly configuredName: string;
  /** The allowed values of `iss` in the provider's tokens. Empty for a SAML provider without a configured issuer. */
  readonly issuers: readonly string[];
  /** The allowed audiences of a token. If absent, any audience is allowed. */
  readonly audiences?: readonly string[] | undefined;
  /** The client IDs with `ServerSideTokenCheck`, for which the service checks whether the user is still signed in. */
  readonly serverSideChecked?: readonly string[];
  /** How long a token is accepted after its expiry. */
  readonly graceSeconds: number;
  /** The third element of `amr`. */
  readonly authenticationDetail: (subject: string) => string;
}

/**
 * Checks a token of the provider.
 *
 * @param finders the keys that must verify it; `undefined` if signatures are not checked
 * @param now milliseconds since the epoch
 * @throws ServiceFault
 */
export type LoginCheck = (
  token: string,
  provider: LoginProvider,
  finders: readonly KeyFinder[] | undefined,
  now: number,
) => Promise<{ readonly subject: string; readonly claims: Claims }>;

/** The login providers that the API knows by name, and the kinds of their tokens. Google and Apple issue OpenID Connect tokens. */
export const KNOWN_LOGIN_PROVIDERS: ReadonlyMap<string, "openId" | "accessToken"> = new Map([
  ["graph.facebook.com", "accessToken"],
  ["accounts.google.com", "openId"],
  ["appleid.apple.com", "openId"],
  ["www.amazon.com", "accessToken"],
  ["api.twitter.com", "accessToken"],
  ["www.digits.com", "accessToken"],
]);

const USER_POOL = new RegExp(`^(?:issuer-)?cognito-idp\\.[\\w-]+\\.${ANY_DNS_SUFFIX}/[\\w-]+_[0-9A-Za-z]+$`);

/** `cognito-idp.REGION.amazonaws.com/POOLID`, or the host of the issuer that a user pool may have since June 2026. */
export const isUserPoolName = (name: string): boolean => USER_POOL.test(name);

/** Finds the provider of a key of `Logins` in the pool. */
export function loginProviderOf(
  pool: PoolSettings,
  name: string,
  { clientIds, issuer }: LoginProviderOptions,
): LoginProvider | undefined {
  // Emulators of providers, such as cognito-local, have their own issuers, often with http: URLs.
  const configured = issuer === undefined ? [] : [issuer];
  const common = { name, configuredName: name, graceSeconds: choices.openIdGraceSeconds };
  const clients = (pool.CognitoIdentityProviders ?? []).filter(({ ProviderName }) => ProviderName === name);
  if (clients.length > 0) {
    return {
      ...common,
      kind: "userPool",
      issuers: [`https://${name}`, ...configured],
      audiences: clients.map(({ ClientId }) => ClientId),
      serverSideChecked: clients.filter((client) => client.ServerSideTokenCheck).map(({ ClientId }) => ClientId),
      graceSeconds: choices.userPoolGraceSeconds,
      authenticationDetail: (subject) => `${name}:CognitoSignIn:${subject}`,
    };
  }
  if (pool.SamlProviderARNs?.includes(name)) {
    return {
      ...common,
      kind: "saml",
      issuers: configured,
      audiences: clientIds,
      authenticationDetail: (subject) => choices.amrDetail(name, subject),
    };
  }
  const applicationId = pool.SupportedLoginProviders?.get(name);
  const kind = KNOWN_LOGIN_PROVIDERS.get(name);
  if (applicationId !== undefined && kind !== undefined) {
    return {
      ...common,
      kind,
      issuers: [`https://${name}`, name, ...configured],
      audiences: [applicationId],
      authenticationDetail: (subject) => `${name}:${applicationId}:${subject}`,
    };
  }
  const arn = pool.OpenIdConnectProviderARNs?.find((arn) => openIdProviderName(arn) === name);
  return arn === undefined
    ? undefined
    : {
        ...common,
        kind: "openId",
        configuredName: arn,
        issuers: [...openIdIssuers(name), ...configured],
        audiences: clientIds,
        authenticationDetail: (subject) => `${arn}:OIDC:${subject}`,
      };
}

/**
 * Auth0 and Ory Hydra end their issuers with a slash, which the key of `Logins` does not need to have. Only Google writes its issuer
 * without https:// in some tokens.
 */
const openIdIssuers = (name: string): readonly string[] => [
  `https://${name}`,
  ...(name.endsWith("/") ? [] : [`https://${name}/`]),
  ...(name === "accounts.google.com" ? [name] : []),
];

export const hasLoginProviders = (pool: PoolSettings): boolean =>
  pool.DeveloperProviderName !== undefined || principalTagProviderNames(pool).length > 0;

/** The provider names that a principal-tag map can have. */
export const principalTagProviderNames = (pool: PoolSettings): string[] => [
  ...(pool.CognitoIdentityProviders ?? []).map(({ ProviderName }) => ProviderName),
  ...providerNamesWithoutUserPools(pool),
];

/** The keys that role mappings can have. */
export const roleMappingProviderNames = (pool: PoolSettings): string[] => [
  ...(pool.CognitoIdentityProviders ?? []).map(({ ProviderName, ClientId }) => `${ProviderName}:${ClientId}`),
  ...providerNamesWithoutUserPools(pool),
];

const providerNamesWithoutUserPools = (pool: PoolSettings): string[] => [
  ...(pool.SupportedLoginProviders?.keys() ?? []),
  ...(pool.OpenIdConnectProviderARNs ?? []),
  ...(pool.SamlProviderARNs ?? []),
];

import { isSamlProviderArn } from "../../base/arn.js";
import type { Service } from "../Context.js";
import { loginProviderOf } from "../logins/LoginProvider.js";
import type { LoginTokenRequest } from "./loginToken.js";

/** The end point that AWS itself names for SAML. */
const SAML_AUDIENCE = "https://signin.aws.amazon.com/saml";

/**
 * Whom a login token is for when the request does not say: the client that a pool has of the provider.
 *
 * @throws TypeError when no pool has the provider, because a token for anybody else would be refused without a word of why.
 */
export async function defaultAudience(
  { store, loginProviders, accountIds }: Service,
  { provider, identityPoolId }: LoginTokenRequest,
): Promise<string> {
  const options = Object.hasOwn(loginProviders, provider) ? (loginProviders[provider] ?? {}) : {};
  if (isSamlProviderArn(provider)) return options.clientIds?.[0] ?? SAML_AUDIENCE;
  // Of several pools the oldest one, whatever their ids.
  for await (const pool of store.allPools()) {
    if (!accountIds.includes(pool.accountId) || (identityPoolId ?? pool.id) !== pool.id) continue;
    const via = loginProviderOf(pool.settings, provider, options);
    // An OpenID Connect provider whose client ids nobody gave takes tokens for anybody.
    if (via !== undefined) return via.audiences?.[0] ?? "test-client";
  }
  const pools = identityPoolId === undefined ? "No identity pool has" : `Identity pool ${identityPoolId} does not have`;
  throw new TypeError(`${pools} the login provider ${provider}: add it to the pool, or say for whom by \`audience\`.`);
}

import { principalTags as choices } from "../../base/choices.js";
import type { PoolRecord, PrincipalTagMap, StringMap } from "../../state/records.js";
import type { LoginProvider } from "../logins/LoginProvider.js";
import { SAML_CLAIM_PREFIX } from "../logins/saml.js";
import type { VerifiedLogin } from "../logins/verifyLogins.js";

const DEFAULT_MAP: StringMap = new Map([
  ["client", "aud"],
  ["username", "sub"],
]);
const AMAZON_DEFAULT_MAP: StringMap = new Map([
  ["client", "aud"],
  ["username", "user_id"],
]);
const SAML_DEFAULT_MAP: StringMap = new Map([
  ["client", SAML_CLAIM_PREFIX + choices.samlDefaults.client],
  ["username", SAML_CLAIM_PREFIX + choices.samlDefaults.username],
]);

/** The map of a provider with UseDefaults. */
export function defaultPrincipalTagMap(providerName: string): StringMap {
  if (providerName === "www.amazon.com") {
    return AMAZON_DEFAULT_MAP;
  }
  return /:saml-provider\//.test(providerName) ? SAML_DEFAULT_MAP : DEFAULT_MAP;
}

/** The tags that the pool derives from the claims of the logins. A claim that is not in the token sets no tag. */
export function principalTagsOf(pool: PoolRecord, logins: readonly VerifiedLogin[]): StringMap {
  const tags = new Map<string, string>();
  for (const { via, claims } of logins) {
    for (const [tag, claim] of mapInForce(pool, via)) {
      const value = tagValue(Object.hasOwn(claims, claim) ? claims[claim] : undefined);
      if (value !== undefined) {
        tags.set(tag, value);
      }
    }
  }
  return tags;
}

/** Whether a session can have the tags. A token can have any number of tags; they are rejected when credentials are issued. */
export function fitSession(tags: StringMap): boolean {
  const bytes = [...tags].reduce((sum, [tag, value]) => sum + Buffer.byteLength(tag) + Buffer.byteLength(value), 0);
  return bytes <= choices.largestTotalBytes;
}

function mapInForce(pool: PoolRecord, { configuredName }: LoginProvider): StringMap {
  const map: PrincipalTagMap | undefined = pool.principalTagMaps?.get(configuredName);
  if (map?.UseDefaults) {
    return defaultPrincipalTagMap(configuredName);
  }
  return map?.PrincipalTags ?? new Map();
}

function tagValue(claim: unknown): string | undefined {
  if (typeof claim === "string") {
    return claim === "" ? undefined : claim;
  }
  return typeof claim === "number" || typeof claim === "boolean" ? String(claim) : undefined;
}

import type { KeySource } from "../../base/KeySource.js";
import { type KeyFinder, keyFinderOf, localKeys } from "../tokens/keyFinder.js";
import { TEST_KEY_ID, testProviderKeySet } from "../tokens/testProviderKey.js";

/** Keys that a provider's tokens must verify with, one of them; nothing where signatures are not looked at. */
export type LoginKeys = (provider: string) => readonly KeyFinder[] | undefined;

export interface LoginKeyOptions {
  readonly verifyLogins: boolean | Readonly<Record<string, KeySource>>;
  readonly loginProviders: Readonly<Record<string, { readonly jwks?: KeySource }>>;
}

/**
 * Keys of a provider are those under its name in `verifyLogins`, else those in `loginProviders`. With `verifyLogins: true`
 * every provider has those of the test identity provider, too, so that a token without a known signature is never taken.
 *
 * @throws TypeError for keys that cannot be read.
 */
export function loginKeys({ verifyLogins, loginProviders }: LoginKeyOptions): LoginKeys {
  // Anything else would silently verify nothing.
  if (typeof verifyLogins !== "boolean" && (typeof verifyLogins !== "object" || verifyLogins === null)) {
    throw new TypeError("verifyLogins must be true, false, or keys by login name.");
  }
  const configured = new Map<string, KeyFinder>();
  for (const [name, { jwks }] of Object.entries(loginProviders)) {
    if (jwks !== undefined) configured.set(name, keyFinderOf(`loginProviders[${JSON.stringify(name)}].jwks`, jwks));
  }
  for (const [name, source] of Object.entries(typeof verifyLogins === "object" ? verifyLogins : {})) {
    configured.set(name, keyFinderOf(`verifyLogins[${JSON.stringify(name)}]`, source));
  }
  const ofTestProvider = verifyLogins === true ? [testProviderKeys()] : [];
  return (provider) => {
    const own = configured.get(provider);
    // The test provider's keys first: they are at hand, others may have to be fetched.
    const finders = own === undefined ? ofTestProvider : [...ofTestProvider, own];
    return finders.length === 0 ? undefined : finders;
  };
}

/** Its tokens name the key. One that names none would otherwise be taken for one of its. */
function testProviderKeys(): KeyFinder {
  const keys = localKeys(testProviderKeySet);
  return async (header, token) => {
    if (header.kid !== TEST_KEY_ID) throw new Error("not a token of the test identity provider");
    return keys(header, token);
  };
}

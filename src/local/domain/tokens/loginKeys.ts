import { readFileSync } from "node:fs";
import type { CryptoKey, FlattenedJWSInput, JSONWebKeySet, JWSHeaderParameters } from "jose";
import { checked, InputError, other, type Path } from "../../base/check.js";
import { logins as choices } from "../../base/choices.js";
import { messageOf } from "../../base/messageOf.js";
import type { KeySource } from "../../base/options.js";
import { parseJson } from "../../base/parseJson.js";
import { ServiceFault } from "../../base/ServiceFault.js";
import { TEST_KEY_ID, testProviderKeySet } from "./testProviderKey.js";

/** The keys of a provider, one of which must verify its tokens. `undefined` if signatures are not checked. */
export type LoginKeys = (provider: string) => readonly KeyFinder[] | undefined;

export interface LoginKeyOptions {
  readonly verifyLogins: boolean | Readonly<Record<string, KeySource>>;
  readonly loginProviders: Readonly<Record<string, { readonly jwks?: KeySource }>>;
}

/**
 * The keys of a provider are those under its name in `verifyLogins`, otherwise those in `loginProviders`. With `verifyLogins: true`,
 * every provider also has the keys of the test identity provider, so a token without a valid signature is never accepted.
 *
 * @throws InputError for keys that cannot be read
 */
export function loginKeys({ verifyLogins, loginProviders }: LoginKeyOptions): LoginKeys {
  const configured = new Map<string, KeyFinder>();
  for (const [name, { jwks }] of Object.entries(loginProviders)) {
    if (jwks !== undefined) {
      configured.set(name, keyFinderOf(["loginProviders", name, "jwks"], jwks));
    }
  }
  for (const [name, source] of Object.entries(typeof verifyLogins === "object" ? verifyLogins : {})) {
    configured.set(name, keyFinderOf(["verifyLogins", name], source));
  }
  const ofTestProvider = verifyLogins === true ? [testProviderKeys()] : [];
  return (provider) => {
    const own = configured.get(provider);
    // The keys of the test provider come first, because they are in memory. Others may have to be fetched.
    const finders = own === undefined ? ofTestProvider : [...ofTestProvider, own];
    return finders.length === 0 ? undefined : finders;
  };
}

/** The test identity provider names the key in its tokens, so a token without a key name is not one of them. */
function testProviderKeys(): KeyFinder {
  const keys = localKeys(testProviderKeySet);
  return async (header, token) => {
    if (header.kid !== TEST_KEY_ID) {
      throw new Error("not a token of the test identity provider");
    }
    return keys(header, token);
  };
}

/** Finds the key that the header of a token names. Rejects if there is none. */
export type KeyFinder = (header: JWSHeaderParameters, token?: FlattenedJWSInput) => Promise<CryptoKey>;

/** A provider that takes longer counts as unreachable. */
const REMOTE_TIME_LIMIT_MS = 5_000;

/**
 * Files are read at once, so that a wrong name is an error at the start. URLs are fetched when a token needs a key, and the keys are
 * kept for ten minutes.
 *
 * @param path the option, for messages
 * @throws InputError for anything other than a key set
 */
function keyFinderOf(path: Path, source: KeySource): KeyFinder {
  if (source instanceof URL) {
    return remoteKeys(source);
  }
  if (typeof source !== "string") {
    return localKeys(checked(KEY_SET, source, "", path));
  }
  if (/^https?:\/\//.test(source) && URL.canParse(source)) {
    return remoteKeys(new URL(source));
  }
  return localKeys(checked(KEY_SET, readKeyFile(path, source), "", path));
}

const localKeys = (source: JSONWebKeySet | (() => Promise<JSONWebKeySet>)): KeyFinder =>
  loadedOnDemand(async () => {
    const { createLocalJWKSet } = await import("jose/jwks/local");
    return createLocalJWKSet(typeof source === "function" ? await source() : source);
  });

const remoteKeys = (url: URL): KeyFinder =>
  loadedOnDemand(async () => {
    const { createRemoteJWKSet, customFetch } = await import("jose/jwks/remote");
    return createRemoteJWKSet(url, { [customFetch]: () => fetchKeySet(url) });
  });

function loadedOnDemand(load: () => Promise<KeyFinder>): KeyFinder {
  let finder: Promise<KeyFinder> | undefined;
  return async (header, token) => {
    finder ??= load();
    return (await finder)(header, token);
  };
}

/** @throws ExternalServiceException if no key set could be fetched in time. */
async function fetchKeySet(url: URL): Promise<Response> {
  try {
    const response = await fetch(url, {
      headers: { accept: "application/jwk-set+json, application/json" },
      signal: AbortSignal.timeout(REMOTE_TIME_LIMIT_MS),
    });
    const text = await response.text();
    if (response.ok && isKeySet(JSON.parse(text))) {
      return new Response(text);
    }
  } catch {
    // The error is the same for an unreachable provider, a timeout, and a response that is not JSON.
  }
  throw new ServiceFault("ExternalServiceException", choices.providerUnreachable(url.host));
}

function readKeyFile(path: Path, file: string): unknown {
  // Not quoted, because it can be a private key.
  if (/^\s*[{[]|\n|^-----BEGIN/.test(file)) {
    const problem = `must be ${KEY_SET.expected}, not the contents of a file`;
    throw new InputError({ path, problem, advice: "For JSON, pass JSON.parse(text)." }, "");
  }
  try {
    return parseJson(readFileSync(file, "utf8"));
  } catch (cause) {
    const reason = messageOf(cause);
    const problem = `must be the path of a file with a JSON Web Key Set, but ${file} cannot be read: ${reason}`;
    throw new InputError({ path, problem }, "", { cause });
  }
}

const isKeySet = (value: unknown): value is JSONWebKeySet =>
  typeof value === "object" && value !== null && "keys" in value && Array.isArray(value.keys);

const KEY_SET = other<JSONWebKeySet>(
  'a JSON Web Key Set ({ "keys": [...] }), the path of a file with one, or a URL',
  isKeySet,
);

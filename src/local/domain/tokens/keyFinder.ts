import { readFileSync } from "node:fs";
import type { CryptoKey, FlattenedJWSInput, JSONWebKeySet, JWSHeaderParameters } from "jose";
import { logins as choices } from "../../base/choices.js";
import type { KeySource } from "../../base/KeySource.js";
import { parseJson } from "../../base/parseJson.js";
import { ServiceFault } from "../../base/ServiceFault.js";

/** Finds the key that a token's header names. Rejects when there is none. */
export type KeyFinder = (header: JWSHeaderParameters, token?: FlattenedJWSInput) => Promise<CryptoKey>;

/** A provider that answers later than this is not to be reached. */
const REMOTE_TIME_LIMIT_MS = 5_000;

/**
 * Files are read now, so that a wrong name is told at start; URLs when a token asks for a key, and kept for ten minutes.
 *
 * @param option what the source is called in messages
 * @throws TypeError for what cannot be a key set.
 */
export function keyFinderOf(option: string, source: KeySource): KeyFinder {
  if (source instanceof URL) return remoteKeys(source);
  if (typeof source !== "string") return localKeys(checkedKeySet(option, source));
  if (/^https?:\/\//.test(source) && URL.canParse(source)) return remoteKeys(new URL(source));
  return localKeys(checkedKeySet(option, readKeyFile(option, source)));
}

export function localKeys(source: JSONWebKeySet | (() => Promise<JSONWebKeySet>)): KeyFinder {
  let finder: Promise<KeyFinder> | undefined;
  const load = async (): Promise<KeyFinder> => {
    const { createLocalJWKSet } = await import("jose/jwks/local");
    return createLocalJWKSet(typeof source === "function" ? await source() : source);
  };
  return async (header, token) => {
    finder ??= load();
    return (await finder)(header, token);
  };
}

function remoteKeys(url: URL): KeyFinder {
  let finder: Promise<KeyFinder> | undefined;
  const load = async (): Promise<KeyFinder> => {
    const { createRemoteJWKSet, customFetch } = await import("jose/jwks/remote");
    return createRemoteJWKSet(url, { [customFetch]: () => fetchKeySet(url) });
  };
  return async (header, token) => {
    finder ??= load();
    return (await finder)(header, token);
  };
}

/** @throws ExternalServiceException when no key set is to be had there in time. */
async function fetchKeySet(url: URL): Promise<Response> {
  try {
    const response = await fetch(url, {
      headers: { accept: "application/jwk-set+json, application/json" },
      signal: AbortSignal.timeout(REMOTE_TIME_LIMIT_MS),
    });
    const text = await response.text();
    if (response.ok && isKeySet(JSON.parse(text))) return new Response(text);
  } catch {
    // Not reached, too late, or no JSON: all the same to the caller.
  }
  throw new ServiceFault("ExternalServiceException", choices.providerUnreachable(url.host));
}

function readKeyFile(option: string, path: string): unknown {
  try {
    return parseJson(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(`${option}: cannot read a JSON Web Key Set from ${path}: ${reason}`, { cause });
  }
}

function checkedKeySet(option: string, value: unknown): JSONWebKeySet {
  if (isKeySet(value)) return value;
  throw new TypeError(
    `${option} must be a JSON Web Key Set ({ "keys": [...] }), the path of a file with one, or a URL.`,
  );
}

const isKeySet = (value: unknown): value is JSONWebKeySet =>
  typeof value === "object" && value !== null && "keys" in value && Array.isArray(value.keys);

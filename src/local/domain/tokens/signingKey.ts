import type { CryptoKey, JWK } from "jose";
import { tokens } from "../../base/choices.js";
import type { Store } from "../../state/Store.js";

export const TOKEN_ALGORITHM = "RS512";

/** The type of a key that jose has imported. */
type ImportedKey = CryptoKey | Uint8Array;

export interface SigningKey {
  readonly privateKey: ImportedKey;
  readonly publicKey: ImportedKey;
}

let newKey: Promise<JWK> | undefined;
/** By stored key, so that each key is imported only once. */
const read = new WeakMap<JWK, Promise<SigningKey>>();

/**
 * The key that a service signs its tokens with. It is stored with the service's state, so that its tokens verify after a restart.
 *
 * Generating a key takes a large part of a second, and loading the library a large part of the start. Both are therefore delayed until
 * the first token or request for the key set, and all services in a process without a stored key share a new one.
 */
export async function signingKey(store: Store): Promise<SigningKey> {
  const jwk = await storedKey(store);
  const pair = read.get(jwk) ?? readKey(jwk);
  read.set(jwk, pair);
  return pair;
}

/** The Region followed by a number: `us-east-11` is key 1 of us-east-1. */
export const keyId = (region: string): string => `${region}${tokens.keyNumber}`;

/** The public key, as published. */
export async function publicJwk(store: Store, region: string): Promise<JWK> {
  const { kty, n, e } = await storedKey(store);
  return { kty: kty ?? "RSA", alg: TOKEN_ALGORITHM, use: "sig", kid: keyId(region), n: n ?? "", e: e ?? "" };
}

async function storedKey(store: Store): Promise<JWK> {
  const known = store.signingKey();
  if (known !== undefined) {
    return known;
  }
  newKey ??= makeKey();
  const made = await newKey;
  // Another request may have stored one first.
  const stored = store.signingKey();
  if (stored === undefined) {
    store.putSigningKey(made);
  }
  return stored ?? made;
}

async function makeKey(): Promise<JWK> {
  const { generateKeyPair } = await import("jose/key/generate/keypair");
  const { exportJWK } = await import("jose/key/export");
  const { privateKey } = await generateKeyPair(TOKEN_ALGORITHM, { modulusLength: 2048, extractable: true });
  return exportJWK(privateKey);
}

async function readKey(jwk: JWK): Promise<SigningKey> {
  const { importJWK } = await import("jose/key/import");
  const { kty, n, e } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    importJWK(jwk, TOKEN_ALGORITHM),
    importJWK({ kty: kty ?? "RSA", n: n ?? "", e: e ?? "" }, TOKEN_ALGORITHM),
  ]);
  return { privateKey, publicKey };
}

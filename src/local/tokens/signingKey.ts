import type { CryptoKey, JWK } from "jose";
import { tokens } from "../choices.js";

export const TOKEN_ALGORITHM = "RS512";

export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

let pair: Promise<SigningKey> | undefined;

/**
 * The key that all services of this process sign their tokens with.
 *
 * Making it takes a good part of a second and loading the library a good part of the time that a start may take, so both wait
 * for the first token or the first look at the key set.
 */
export function signingKey(): Promise<SigningKey> {
  pair ??= import("jose/key/generate/keypair").then(({ generateKeyPair }) =>
    generateKeyPair(TOKEN_ALGORITHM, { modulusLength: 2048 }),
  );
  return pair;
}

/** Region and number stand side by side: `us-east-11` is key 1 of us-east-1. */
export const keyId = (region: string): string => `${region}${tokens.keyNumber}`;

/** The public key as it is published. */
export async function publicJwk(region: string): Promise<JWK> {
  const { publicKey } = await signingKey();
  const { exportJWK } = await import("jose/key/export");
  const { kty, n, e } = await exportJWK(publicKey);
  return { kty: kty ?? "RSA", alg: TOKEN_ALGORITHM, use: "sig", kid: keyId(region), n: n ?? "", e: e ?? "" };
}

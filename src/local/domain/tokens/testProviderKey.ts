import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { JsonWebKeySet } from "../../base/JsonWebKey.js";

/** The algorithm of user pools, Google, and Apple. */
export const LOGIN_TOKEN_ALGORITHM = "RS256";
export const TEST_KEY_ID = "test-idp-1";

export interface TestProviderKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

let pair: Promise<TestProviderKey> | undefined;

/** The key of the test identity provider, shared by all services in the process and created when it is first needed. */
export function testProviderKey(): Promise<TestProviderKey> {
  pair ??= promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return pair;
}

export async function testProviderKeySet(): Promise<JsonWebKeySet> {
  const { publicKey } = await testProviderKey();
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  return { keys: [{ kty: "RSA", alg: LOGIN_TOKEN_ALGORITHM, use: "sig", kid: TEST_KEY_ID, n, e }] };
}

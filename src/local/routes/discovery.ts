import { tokens } from "../base/choices.js";
import { issuerOf } from "../domain/tokens/issuer.js";
import { publicJwk } from "../domain/tokens/signingKey.js";
import type { Store } from "../state/Store.js";

export const CONFIGURATION_PATH = "/.well-known/openid-configuration";
/** Literally this, and not `jwks.json`. */
export const KEY_SET_PATH = "/.well-known/jwks_uri";

/** The issuer is the one in the tokens; the keys are to be had here. */
export const openIdConfiguration = (region: string, endpoint: string): object => ({
  issuer: issuerOf(region),
  jwks_uri: `${endpoint}${KEY_SET_PATH}`,
  ...tokens.discovery,
});

/** `faithful`: in the service's own form, ordinary Base64 of a number with a leading zero octet, which RFC 7518 forbids. */
export async function keySet(store: Store, region: string, faithful: boolean): Promise<object> {
  const jwk = await publicJwk(store, region);
  return { keys: [faithful ? { ...jwk, n: ordinaryBase64(jwk.n ?? "") } : jwk] };
}

const ordinaryBase64 = (n: string): string =>
  Buffer.concat([Buffer.of(0), Buffer.from(n, "base64url")]).toString("base64");

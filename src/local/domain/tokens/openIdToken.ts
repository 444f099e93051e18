import { identityPoolArn } from "../../base/arn.js";
import { isObject } from "../../base/json.js";
import type { PoolRecord, StringMap } from "../../state/records.js";
import type { Store } from "../../state/Store.js";
import { issuerOf } from "./issuer.js";
import { type Claims, signedToken } from "./jsonWebToken.js";
import { keyId, signingKey, TOKEN_ALGORITHM } from "./signingKey.js";

export const TAGS_CLAIM = "https://aws.amazon.com/tags";
const POOL_ARN_CLAIM = "https://cognito-identity.amazonaws.com/identity-pool-arn";

export interface OpenIdTokenContents {
  readonly identityId: string;
  readonly pool: PoolRecord;
  /** `amr`: how the user was authenticated. */
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly lifetimeSeconds: number;
}

/** Signs an OpenID token. The members of header and payload are in the same order as in the real service. */
export async function openIdToken(
  { store, region }: { readonly store: Store; readonly region: string },
  { identityId, pool, authenticationMethods, principalTags, issuedAt, lifetimeSeconds }: OpenIdTokenContents,
): Promise<string> {
  const iat = Math.floor(issuedAt / 1000);
  const claims = {
    sub: identityId,
    aud: pool.id,
    amr: authenticationMethods,
    ...(principalTags.size > 0 && { [TAGS_CLAIM]: { principal_tags: tagsClaim(principalTags) } }),
    iss: issuerOf(region),
    [POOL_ARN_CLAIM]: identityPoolArn(region, pool.accountId, pool.id),
    exp: iat + lifetimeSeconds,
    iat,
  };
  const header = { kid: keyId(region), typ: "JWS", alg: TOKEN_ALGORITHM };
  return signedToken(header, claims, (await signingKey(store)).privateKey);
}

/** Each value is a list with one element. */
const tagsClaim = (tags: StringMap): object => Object.fromEntries([...tags].map(([key, value]) => [key, [value]]));

// Functions that read the tokens of this service.

/** Whether this service signed the token. Nothing else is checked. */
export async function isOwnToken(store: Store, token: string): Promise<boolean> {
  const [{ publicKey }, { compactVerify }] = await Promise.all([signingKey(store), import("jose/jws/compact/verify")]);
  try {
    await compactVerify(token, publicKey);
    return true;
  } catch {
    return false;
  }
}

export const authenticationMethodsIn = ({ amr }: Claims): string[] => (Array.isArray(amr) ? amr.map(String) : []);

export function principalTagsIn(claims: Claims): StringMap {
  const claim = claims[TAGS_CLAIM];
  const tags = isObject(claim) && isObject(claim.principal_tags) ? claim.principal_tags : {};
  return new Map(Object.entries(tags).map(([key, value]) => [key, String(value)]));
}

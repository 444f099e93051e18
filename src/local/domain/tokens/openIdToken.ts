import { isObject } from "../../base/json.js";
import type { StringMap } from "../../state/records.js";
import type { Store } from "../../state/Store.js";
import { issuerOf } from "./issuer.js";
import type { Claims } from "./jsonWebToken.js";
import { keyId, signingKey, TOKEN_ALGORITHM } from "./signingKey.js";

export const TAGS_CLAIM = "https://aws.amazon.com/tags";
const POOL_ARN_CLAIM = "https://cognito-identity.amazonaws.com/identity-pool-arn";

export interface OpenIdTokenContents {
  readonly region: string;
  readonly identityId: string;
  readonly poolId: string;
  readonly poolArn: string;
  /** `amr`: how the user was authenticated. */
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly lifetimeSeconds: number;
}

/** Signs an OpenID token. The members of header and payload are in the same order as in the real service. */
export async function openIdToken(store: Store, contents: OpenIdTokenContents): Promise<string> {
  const [{ privateKey }, { CompactSign }] = await Promise.all([signingKey(store), import("jose/jws/compact/sign")]);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claimsOf(contents))))
    .setProtectedHeader({ kid: keyId(contents.region), typ: "JWS", alg: TOKEN_ALGORITHM })
    .sign(privateKey);
}

function claimsOf(contents: OpenIdTokenContents): object {
  const iat = Math.floor(contents.issuedAt / 1000);
  return {
    sub: contents.identityId,
    aud: contents.poolId,
    amr: contents.authenticationMethods,
    ...(contents.principalTags.size > 0 && { [TAGS_CLAIM]: { principal_tags: tagsClaim(contents.principalTags) } }),
    iss: issuerOf(contents.region),
    [POOL_ARN_CLAIM]: contents.poolArn,
    exp: iat + contents.lifetimeSeconds,
    iat,
  };
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

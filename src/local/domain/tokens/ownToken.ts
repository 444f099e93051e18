import type { StringMap } from "../../state/records.js";
import type { Store } from "../../state/Store.js";
import type { Claims } from "./jsonWebToken.js";
import { TAGS_CLAIM } from "./openIdToken.js";
import { signingKey } from "./signingKey.js";

// Reading the tokens that we have issued.

/** Whether the token bears our signature. Nothing else of it is looked at. */
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
  const { principal_tags: tags = {} } = (claims[TAGS_CLAIM] ?? {}) as {
    principal_tags?: Record<string, readonly string[]>;
  };
  return new Map(Object.entries(tags).map(([key, [value = ""]]) => [key, value]));
}

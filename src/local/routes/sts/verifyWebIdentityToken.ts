import { sts as choices } from "../../base/choices.js";
import { ServiceFault } from "../../base/ServiceFault.js";
import type { Call } from "../../domain/Context.js";
import { isCognitoIssuer } from "../../domain/tokens/issuer.js";
import { claimsOfToken } from "../../domain/tokens/jsonWebToken.js";
import { authenticationMethodsIn, isOwnToken, principalTagsIn } from "../../domain/tokens/ownToken.js";
import type { IdentityRecord, PoolRecord, StringMap } from "../../state/records.js";
import { invalidIdentityToken } from "./StsFault.js";

export interface WebIdentity {
  readonly identity: Pick<IdentityRecord, "id">;
  readonly pool: PoolRecord;
  readonly authenticationMethods: readonly string[];
  readonly principalTags: StringMap;
}

/**
 * Checks a token of ours as STS does: by itself, without asking Cognito whether the identity is still there.
 *
 * @throws ServiceFault InvalidIdentityToken, ExpiredTokenException
 */
export async function verifyWebIdentityToken({ service, now }: Call, token: string): Promise<WebIdentity> {
  const claims = await claimsOfToken(token);
  if (claims === undefined) throw invalidIdentityToken(choices.notAToken);
  if (!isCognitoIssuer(claims.iss))
    throw invalidIdentityToken(choices.unknownIssuer(typeof claims.iss === "string" ? claims.iss : "null"));
  if (!(await isOwnToken(service.store, token))) throw invalidIdentityToken(choices.notVerified);
  const seconds = Math.floor(now / 1000);
  const exp = Number(claims.exp);
  if (seconds >= exp) throw new ServiceFault("ExpiredTokenException", choices.expired(seconds, exp));
  const pool = service.store.pool(String(claims.aud));
  if (pool === undefined) throw invalidIdentityToken(choices.wrongAudience);
  return {
    identity: { id: String(claims.sub) },
    pool,
    authenticationMethods: authenticationMethodsIn(claims),
    principalTags: principalTagsIn(claims),
  };
}

import type { Call } from "../Call.js";
import { logins as choices } from "../choices.js";
import { notAuthorized } from "../ServiceFault.js";
import { audiencesOf } from "./jsonWebToken.js";
import type { VerifiedLogin } from "./verifyLogins.js";

/**
 * What a pool with `ServerSideTokenCheck` asks the user pool before it gives out a token or credentials: whether the user has
 * signed out everywhere since the token was issued.
 *
 * @throws NotAuthorizedException
 */
export function checkSignedIn({ service }: Call, logins: readonly VerifiedLogin[]): void {
  for (const { provider, subject, via, claims } of logins) {
    const isChecked = audiencesOf(claims.aud)?.some((audience) => via.serverSideChecked?.includes(audience)) ?? false;
    const signedOut = isChecked ? service.signOuts.lastOf(provider, subject) : undefined;
    if (signedOut === undefined) continue;
    // A token that does not say when it was issued cannot be newer than the sign-out.
    if (typeof claims.iat !== "number" || claims.iat <= signedOut) throw notAuthorized(choices.signedOut);
  }
}

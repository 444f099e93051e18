import { logins as choices } from "../../base/choices.js";
import { notAuthorized } from "../../base/ServiceFault.js";
import type { Call } from "../Context.js";
import { audiencesOf } from "../tokens/jsonWebToken.js";
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

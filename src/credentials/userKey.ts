import type { ResolvedLogins } from "./CognitoProviderParameters.js";
import { claimsOf } from "./claimsOf.js";

const GUEST = "ANONYMOUS";

/**
 * The key under which a user's identity id is stored; the same as that of AWS's provider, so that guests keep their identity.
 *
 * Without `userIdentifier` it consists of issuer and subject of the logins, never of a token. Undefined when tokens hold
 * neither, as with access tokens and SAML assertions: then there is nothing to recognize the user by.
 */
export function userKey(
  identityPoolId: string,
  logins: ResolvedLogins | undefined,
  userIdentifier: string | undefined,
): string | undefined {
  const user = userIdentifier ?? (logins && Object.keys(logins).length > 0 ? subjectsOf(logins) : GUEST);
  return user ? `aws:cognito-identity-credentials:${identityPoolId}:${user}` : undefined;
}

function subjectsOf(logins: ResolvedLogins): string {
  return Object.keys(logins)
    .sort()
    .flatMap((name) => {
      const { iss, sub } = claimsOf(logins[name]);
      return iss && sub ? `${iss} ${sub}` : [];
    })
    .join(" ");
}

import type { ResolvedLogins } from "./CognitoProviderParameters.js";
import { claimsOf } from "./claimsOf.js";

const GUEST = "ANONYMOUS";

/**
 * Under what a user's identity id is stored; the same keys as AWS's provider has, so that guests keep their identity.
 *
 * Without `userIdentifier` it is made of issuer and subject of the logins, never of a token. Undefined when they don't tell,
 * as access tokens and SAML assertions do not: then there is nothing by which to know the user again.
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
      const { iss, sub } = claimsOf(logins[name] ?? "");
      return iss && sub ? `${iss} ${sub}` : [];
    })
    .join(" ");
}

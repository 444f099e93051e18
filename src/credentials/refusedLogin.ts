import type { ResolvedLogins } from "./CognitoProviderParameters.js";
import { claimsOf } from "./claimsOf.js";

/** Names the login in the service's message about its token; the error stays the same object. */
export function namingLogin(error: unknown, logins: ResolvedLogins = {}): unknown {
  const names = Object.keys(logins);
  if (
    error instanceof Error &&
    error.name === "NotAuthorizedException" &&
    names.length > 0 &&
    /token|logins/i.test(error.message) &&
    !Object.isFrozen(error)
  ) {
    // "Token expired: NOW >= EXP"
    const expired = names.filter((name) => error.message.endsWith(` >= ${claimsOf(logins[name]).exp}`));
    error.message = `The login of ${(expired.length > 0 ? expired : names).join(" or ")} was refused: ${error.message}`;
  }
  return error;
}

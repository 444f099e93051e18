import type { Call } from "../Context.js";
import { isUserPoolName } from "../logins/LoginProvider.js";

/**
 * Signs a user out everywhere: pools with `ServerSideTokenCheck` refuse tokens that were issued before.
 *
 * @throws TypeError for what is no user of a user pool: no other provider is asked.
 */
export function signOutUser({ service, now }: Call, provider: unknown, subject: unknown): void {
  if (typeof provider !== "string" || !isUserPoolName(provider)) {
    throw new TypeError("provider must be a user pool such as cognito-idp.us-east-1.amazonaws.com/us-east-1_Example.");
  }
  if (typeof subject !== "string" || subject === "") throw new TypeError("subject must be the user's sub.");
  service.signOuts.add(provider, subject, now);
}

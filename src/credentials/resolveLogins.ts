import { type Extend, JOIN_LIMIT_MS } from "../runtime/refresher.js";
import { within } from "../runtime/within.js";
import type { Logins, ResolvedLogins } from "./CognitoProviderParameters.js";
import { LoginError } from "./LoginError.js";

/** As long as one attempt of a request may take. */
const LOGIN_LIMIT_MS = 30_000;

/**
 * Calls every function for its token, all at the same time.
 *
 * @throws LoginError for a function that does not settle, and for anything that is not text.
 */
export async function resolveLogins(logins: Logins | undefined, extend: Extend): Promise<ResolvedLogins | undefined> {
  if (!logins) {
    return undefined;
  }
  extend(LOGIN_LIMIT_MS);
  const entries = await Promise.all(
    Object.entries(logins).map(async ([name, login]) => {
      const token: unknown = await within(
        LOGIN_LIMIT_MS,
        (async () => (typeof login === "function" ? login() : login))(),
        () => {
          throw new LoginError(name, `did not settle within ${LOGIN_LIMIT_MS} ms`);
        },
      );
      if (token != null && typeof token !== "string") {
        throw new LoginError(name, `must be a token or a function that returns one, not ${typeof token}`);
      }
      return [name, token] as const;
    }),
  );
  extend(JOIN_LIMIT_MS);
  return Object.fromEntries(entries.filter(([, token]) => token != null)) as ResolvedLogins;
}

import { type Extend, JOIN_LIMIT_MS, within } from "../runtime/base/refresher.js";
import { setMessage } from "../runtime/errors/thrown.js";
import type { Logins, ResolvedLogins } from "./CognitoProviderParameters.js";

/** The same limit as for one attempt of a request. */
const LOGIN_LIMIT_MS = 30_000;

/**
 * Calls all login functions at the same time, and returns their tokens.
 *
 * @throws LoginError if a function does not settle, or a token is not a string.
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
      return token == null ? [] : [[name, token] as const];
    }),
  );
  extend(JOIN_LIMIT_MS);
  return Object.fromEntries(entries.flat());
}

/** A function in `logins` did not return a token. The service was not called. */
export class LoginError extends Error {
  override readonly name = "LoginError";
  /** The login provider, such as `accounts.google.com`. */
  readonly provider: string;

  constructor(provider: string, problem: string) {
    super(`The login of ${provider} ${problem}.`);
    this.provider = provider;
  }
}

const GUEST = "ANONYMOUS";

/**
 * The key under which a user's identity ID is stored. AWS's provider has the same key, so guests keep their identity.
 *
 * Without `userIdentifier`, it consists of the issuer and subject of the logins, never of a token. Undefined if the tokens contain
 * neither, as with access tokens and SAML assertions, because then nothing identifies the user.
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

/** Adds the login provider to the service's message about a token. Returns the same error object. */
export function namingLogin(error: unknown, logins: ResolvedLogins = {}): unknown {
  const names = Object.keys(logins);
  if (
    error instanceof Error &&
    error.name === "NotAuthorizedException" &&
    names.length > 0 &&
    /token|logins/i.test(error.message)
  ) {
    // "Token expired: NOW >= EXP"
    const expired = names.filter((name) => error.message.endsWith(` >= ${claimsOf(logins[name]).exp}`));
    setMessage(
      error,
      `The login of ${(expired.length > 0 ? expired : names).join(" or ")} was refused: ${error.message}`,
    );
  }
  return error;
}

/** The unverified claims of a login token. Empty if it is not a JSON Web Token, or if the engine has no `atob`. */
export function claimsOf(token = ""): { iss?: string; sub?: string; exp?: number } {
  try {
    // Characters outside ASCII are decoded wrongly, but always in the same way.
    const { iss, sub, exp } = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
    return { exp: Number(exp), ...(typeof iss === "string" && typeof sub === "string" && { iss, sub }) };
  } catch {
    return {};
  }
}

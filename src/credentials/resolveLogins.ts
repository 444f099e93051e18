import type { Logins, ResolvedLogins } from "./CognitoProviderParameters.js";

/** Asks every function for its token, all at once. */
export async function resolveLogins(logins: Logins | undefined): Promise<ResolvedLogins | undefined> {
  if (!logins) {
    return undefined;
  }
  const entries = await Promise.all(
    Object.entries(logins).map(async ([name, token]) => [name, typeof token === "function" ? await token() : token]),
  );
  return Object.fromEntries(entries.filter(([, token]) => token != null)) as ResolvedLogins;
}

import type { VerifiedLogin } from "../logins/verifyLogins.js";

/** The `amr` of a token: only what was used in this very call is listed. */
export function authenticationMethods(logins: readonly VerifiedLogin[]): string[] {
  if (logins.length === 0) return ["unauthenticated"];
  return [
    "authenticated",
    ...logins.flatMap(({ provider, subject, via }) => [provider, via.authenticationDetail(subject)]),
  ];
}

export const developerAuthenticationMethods = (provider: string, poolId: string, userIdentifier: string): string[] => [
  "authenticated",
  provider,
  `${provider}:${poolId}:${userIdentifier}`,
];

import type { CompactJWSHeaderParameters, CompactSign } from "jose";
import { logins as choices } from "../../base/choices.js";
import { notAuthorized, ServiceFault, shown } from "../../base/ServiceFault.js";
import type { KeyFinder } from "./loginKeys.js";

export type Claims = Readonly<Record<string, unknown>>;

/** The claims of a JSON Web Token, whose signature is not checked. `undefined` for other text. The header must name an algorithm. */
export async function claimsOfToken(token: string): Promise<Claims | undefined> {
  const [{ decodeJwt }, { decodeProtectedHeader }] = await Promise.all([
    import("jose/jwt/decode"),
    import("jose/decode/protected_header"),
  ]);
  try {
    const { alg } = decodeProtectedHeader(token);
    return typeof alg === "string" && alg !== "" ? decodeJwt(token) : undefined;
  } catch {
    return undefined;
  }
}

/** The members of header and claims keep their order. */
export async function signedToken(
  header: CompactJWSHeaderParameters,
  claims: object,
  privateKey: Parameters<CompactSign["sign"]>[0],
): Promise<string> {
  const { CompactSign } = await import("jose/jws/compact/sign");
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader(header).sign(privateKey);
}

/**
 * @throws NotAuthorizedException if no key verifies the token; ExternalServiceException if none does and a provider's keys could not
 * be fetched.
 */
export async function checkTokenSignature(token: string, finders: readonly KeyFinder[]): Promise<void> {
  const [{ compactVerify }, { decodeProtectedHeader }] = await Promise.all([
    import("jose/jws/compact/verify"),
    import("jose/decode/protected_header"),
  ]);
  const { alg } = decodeProtectedHeader(token);
  const algorithms: string[] = [...choices.tokenAlgorithms];
  if (alg === undefined || !algorithms.includes(alg)) {
    throw couldNotVerify().because(`the algorithm is ${shown(alg)}, not one of ${algorithms.join(", ")}`);
  }
  let unreachable: ServiceFault | undefined;
  for (const finder of finders) {
    try {
      await compactVerify(token, finder, { algorithms });
      return;
    } catch (cause) {
      if (cause instanceof ServiceFault) {
        unreachable = cause;
      }
    }
  }
  throw unreachable ?? couldNotVerify().because("no key of the provider verifies the signature");
}

/**
 * @param now milliseconds since the epoch
 * @throws NotAuthorizedException with the service's time and the token's, both in seconds.
 */
export function checkTokenExpiry(exp: unknown, now: number, graceSeconds: number): void {
  // JSON's 1e999 is parsed as Infinity.
  if (typeof exp !== "number" || !Number.isFinite(exp)) {
    throw missingClaim("exp");
  }
  const seconds = Math.floor(now / 1000);
  if (seconds >= exp + graceSeconds) {
    throw invalidLoginToken(`Token expired: ${seconds} >= ${exp}`);
  }
}

export const missingClaim = (name: string): ServiceFault => invalidLoginToken(`Missing a required claim: ${name}`);

/** The key of `Logins` does not match the token's issuer. */
export const wrongIssuer = (issuer: unknown, name: string): ServiceFault =>
  invalidLoginToken("Issuer doesn't match providerName").because(
    `issuer is ${shown(issuer)}, key names ${shown(name)}`,
  );

export const couldNotVerify = (): ServiceFault => invalidLoginToken("Couldn't verify signed token.");

export const invalidLoginToken = (reason: string): ServiceFault => notAuthorized(`Invalid login token. ${reason}`);

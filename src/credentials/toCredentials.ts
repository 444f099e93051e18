import type { HeaderBag } from "@smithy/types";
import type { GetCredentialsForIdentityResponse } from "../generated/commands/GetCredentialsForIdentityCommand.js";
import { stopwatch } from "../runtime/base/refresher.js";
import { serverTimeOf } from "../runtime/http/httpMessages.js";
import type { CognitoIdentityCredentials } from "./CognitoProviderParameters.js";

/**
 * Converts a response of GetCredentialsForIdentity into the form that AWS's clients accept as `credentials`.
 *
 * The response can also be one that a backend has sent as JSON, or that of the service itself.
 *
 * `expiration` is the time of the server. The credentials are not refreshed; for that, use a provider such as
 * `fromCognitoIdentityPool`.
 *
 * @throws CredentialsProviderError if the response contains no credentials.
 */
export function toCredentials(response: GetCredentialsForIdentityResponse): CognitoIdentityCredentials {
  // JSON has `null` where a response has no value.
  const { IdentityId, Credentials } = response ?? {};
  const { AccessKeyId, SecretKey, SessionToken, Expiration } = Credentials ?? missing("credentials");
  return {
    identityId: IdentityId as string,
    accessKeyId: AccessKeyId ?? missing("access key ID"),
    secretAccessKey: SecretKey ?? missing("secret key"),
    sessionToken: SessionToken,
    expiration: dateOf(Expiration),
  };
}

/** JSON has text instead of a date, or epoch seconds if it comes from the service itself. */
function dateOf(expiration: Date | string | number | undefined): Date | undefined {
  if (typeof expiration === "number") {
    return new Date(expiration * 1000);
  }
  return typeof expiration === "string" ? new Date(expiration) : expiration;
}

/** @throws CredentialsProviderError that says what is missing. */
export function missing(what: string): never {
  throw new CredentialsProviderError(`Response from Amazon Cognito contained no ${what}`);
}

/** The provider has no credentials. A chain of providers (`chain`) continues with the next one. */
export class CredentialsProviderError extends Error {
  override readonly name = "CredentialsProviderError";
  readonly tryNextLink = true;
}

/** STS does not issue credentials for less time. */
const SHORTEST_LIFE_MS = 900_000;
/** The largest difference at which the clocks of device and server agree: `Date` has whole seconds, and the response takes time. */
const AGREEMENT_MS = 5_000;

/**
 * Starts to count for how many more milliseconds credentials that were just received are valid.
 *
 * The device's clock can be wrong, and can be set at any time: the period of validity is the time between the server's own time
 * (`Date`) and the expiration, and a {@link stopwatch} measures from receipt.
 *
 * @param headers - of the response. Undefined without a response, as with a client in a test.
 * @param usualLife - in milliseconds, used if neither the server's nor the device's time is plausible.
 */
export function lifetime(
  expiration: Date | undefined,
  headers: HeaderBag | undefined,
  usualLife: number,
): (now?: number) => number {
  const receivedAt = Date.now();
  const elapsed = stopwatch(receivedAt);
  const date = serverTimeOf(headers);
  // Also without a date, because a comparison with NaN is false.
  const serverTime = Math.abs(date - receivedAt) >= AGREEMENT_MS ? date : receivedAt;
  const stated = Number(expiration) - serverTime;
  // Browsers hide `Date` from pages unless the service exposes it. A wrong clock then results in an impossible period.
  const isPlausible = stated > SHORTEST_LIFE_MS - AGREEMENT_MS && stated < usualLife + AGREEMENT_MS;
  const life = isPlausible || (headers === undefined && expiration !== undefined) ? stated : usualLife;
  return (now) => life - elapsed(now);
}

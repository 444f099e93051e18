import type { GetCredentialsForIdentityResponse } from "../generated/commands/GetCredentialsForIdentityCommand.js";
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
export function toCredentials({
  IdentityId,
  Credentials,
}: GetCredentialsForIdentityResponse): CognitoIdentityCredentials {
  const {
    AccessKeyId = missing("access key ID"),
    SecretKey = missing("secret key"),
    SessionToken,
    Expiration,
  } = Credentials ?? missing("credentials");
  return {
    identityId: IdentityId as string,
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretKey,
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

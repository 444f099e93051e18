import type { GetCredentialsForIdentityResponse } from "../generated/commands/GetCredentialsForIdentityCommand.js";
import type { CognitoIdentityCredentials } from "./CognitoProviderParameters.js";

/**
 * An answer of GetCredentialsForIdentity in the form that AWS's clients take as `credentials`.
 *
 * `expiration` is the server's. A provider, as `fromCognitoIdentityPool` makes one, also gets new ones in time.
 *
 * @throws CredentialsProviderError when the answer holds none.
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
    expiration: Expiration,
  };
}

/** @throws CredentialsProviderError that says what is not there. */
export function missing(what: string): never {
  throw new CredentialsProviderError(`Response from Amazon Cognito contained no ${what}`);
}

/** There are no credentials to be had from this provider; a chain of providers (`chain`) goes on to the next. */
export class CredentialsProviderError extends Error {
  override readonly name = "CredentialsProviderError";
  readonly tryNextLink = true;
}

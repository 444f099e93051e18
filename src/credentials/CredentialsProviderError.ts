/** There are no credentials to be had from this provider; a chain of providers (`chain`) goes on to the next. */
export class CredentialsProviderError extends Error {
  override readonly name = "CredentialsProviderError";
  readonly tryNextLink = true;
}

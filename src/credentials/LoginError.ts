/** A login that yields no token; the service was not called. */
export class LoginError extends Error {
  override readonly name = "LoginError";
  /** The login provider, such as `accounts.google.com`. */
  readonly provider: string;

  constructor(provider: string, problem: string) {
    super(`The login of ${provider} ${problem}.`);
    this.provider = provider;
  }
}

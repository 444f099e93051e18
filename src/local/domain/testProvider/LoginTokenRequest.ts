/** The contents of a login token for any user of any provider. */
export interface LoginTokenRequest {
  /** The key in `Logins`: the name of the provider or, for SAML, its ARN. */
  readonly provider: string;
  /** The user at this provider: `sub`, or the name ID of SAML. */
  readonly subject: string;
  /** The client that the token is for. Default: the client that a pool has registered with the provider. */
  readonly audience?: string;
  /** The pool whose client the token is for, if several pools have the provider. Default: the oldest pool. */
  readonly identityPoolId?: string;
  /** For SAML, the URL that the response is sent to, if the application checks it. Default: AWS's, `https://signin.aws.amazon.com/saml`. */
  readonly recipient?: string;
  /** For user pools, the groups of the user, their roles, and the preferred role. For SAML, only the roles. */
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
  readonly preferredRole?: string;
  /** Claims to add or replace, or attributes for SAML. `undefined` removes a claim. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The lifetime in seconds, negative for a token that has expired. Default: one hour. */
  readonly expiresIn?: number;
}

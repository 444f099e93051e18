/** A login of any user at any provider, for the test identity provider to issue a token for. */
export interface LoginTokenRequest {
  /** The key in `Logins`: a login name or, for SAML, the provider's ARN. */
  readonly provider: string;
  /** Who the user is there: `sub`, or the SAML name id. */
  readonly subject: string;
  /** The client that the token is for. Default: the client that a pool has of the provider. */
  readonly audience?: string;
  /** The pool whose client the token is for, if several have the provider. Default: the oldest. */
  readonly identityPoolId?: string;
  /** User pools: groups, with their roles and the preferred one. SAML also takes the roles. */
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
  readonly preferredRole?: string;
  /** Additional claims, or other values of the usual ones; `undefined` leaves one out. SAML: attributes. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Seconds; negative for a token that has expired. Default: an hour. */
  readonly expiresIn?: number;
}

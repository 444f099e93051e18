/** What a login token should say: any user of any provider. */
export interface LoginTokenRequest {
  /** The key in `Logins`: the name of the provider or, for SAML, its ARN. */
  readonly provider: string;
  /** The user at this provider: `sub`, or the name ID of SAML. */
  readonly subject: string;
  /** The client that the token is for. Default: the client that a pool has registered with the provider. */
  readonly audience?: string;
  /** The pool whose client the token is for, if several pools have the provider. Default: the oldest pool. */
  readonly identityPoolId?: string;
  /** User pools: the groups of the user, their roles, and the preferred role. SAML: roles only. */
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
  readonly preferredRole?: string;
  /** Claims to add or replace; `undefined` omits a claim. SAML: attributes. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** In seconds; negative for a token that has expired. Default: one hour. */
  readonly expiresIn?: number;
}

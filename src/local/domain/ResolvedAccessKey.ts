/** The owner and the session of an access key that the service issued. It contains no secrets. */
export interface ResolvedAccessKey {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly identityPoolId: string;
  readonly identityId: string;
  readonly authenticationType: "authenticated" | "unauthenticated";
  /** The provider and the user, as API Gateway reports them: the rest of the token's `amr`, joined with commas. Empty for guests. */
  readonly authenticationProvider: string;
  readonly roleArn: string;
  readonly assumedRoleArn: string;
  /** `enhanced` (GetCredentialsForIdentity), or `classic` (GetOpenIdToken or GetOpenIdTokenForDeveloperIdentity, and then STS). */
  readonly flow: "enhanced" | "classic";
  /** Whether AWS would restrict the role, as it does for guests in the enhanced flow. The local service only reports it. */
  readonly scopedDown: boolean;
  readonly principalTags: Readonly<Record<string, string>>;
  readonly issuedAt: Date;
  readonly expiration: Date;
  readonly expired: boolean;
}

/** The owner of an access key that GetCredentialsForIdentity or AssumeRoleWithWebIdentity issued. No secrets. */
export interface ResolvedAccessKey {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly identityPoolId: string;
  readonly identityId: string;
  readonly authenticationType: "authenticated" | "unauthenticated";
  /** Provider and user as API Gateway shows them: the rest of the token's `amr`, joined by commas. Empty for guests. */
  readonly authenticationProvider: string;
  readonly roleArn: string;
  readonly assumedRoleArn: string;
  /** Enhanced: GetCredentialsForIdentity. Classic: GetOpenIdToken (or a developer's token), then STS. */
  readonly flow: "enhanced" | "classic";
  /** Whether AWS would narrow the role down: it does so for guests of the enhanced flow. This service only reports it. */
  readonly scopedDown: boolean;
  readonly principalTags: Readonly<Record<string, string>>;
  readonly issuedAt: Date;
  readonly expiration: Date;
  readonly expired: boolean;
}

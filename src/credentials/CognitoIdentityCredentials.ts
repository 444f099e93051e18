import type { AwsCredentialIdentity, HttpHandlerOptions, Provider } from "@smithy/types";

/** AWS credentials, and the identity that they belong to. */
export interface CognitoIdentityCredentials extends AwsCredentialIdentity {
  /** The identity in the pool, such as `eu-west-1:0f9c2d1e-…`. */
  identityId: string;
}

/** What a caller may say with its request for credentials; AWS's clients give their configuration. */
export interface CredentialsRequest {
  callerClientConfig?: {
    profile?: string;
    region?: Provider<string>;
    userAgentAppId?: Provider<string | undefined>;
    [key: string]: unknown;
  };
  /** Ask the service, whatever is in memory. Default: false. */
  forceRefresh?: boolean;
  /** Ends this caller's wait. The request goes on for those who share it. */
  abortSignal?: HttpHandlerOptions["abortSignal"];
}

/**
 * Gets credentials: from memory while they last, else from the service, in one request for however many callers.
 *
 * To be given as `credentials` to every client that shall share them.
 */
export interface CognitoIdentityCredentialProvider {
  (request?: CredentialsRequest): Promise<CognitoIdentityCredentials>;
  /**
   * Forgets the user: credentials, identity id, and the id in the storage. The next call begins anew.
   *
   * From this moment credentials that were given out say that they have expired, so that clients that hold them ask again
   * with their next request. Done when the storage has forgotten, too; never fails.
   */
  clear(): Promise<void>;
}

import type { AwsCredentialIdentity, HttpHandlerOptions, Provider } from "@smithy/types";

/** AWS credentials, and the identity that they belong to. */
export interface CognitoIdentityCredentials extends AwsCredentialIdentity {
  /** The identity in the pool, such as `eu-west-1:0f9c2d1e-…`. */
  identityId: string;
}

/** Options of a call for credentials; AWS's clients pass their configuration. */
export interface CredentialsRequest {
  callerClientConfig?: {
    profile?: string;
    region?: Provider<string>;
    userAgentAppId?: Provider<string | undefined>;
    [key: string]: unknown;
  };
  /** Call the service even if the credentials in memory are valid, or a refresh has just failed. Default: false. */
  forceRefresh?: boolean;
  /** Ends this caller's wait. The request goes on for those who share it. */
  abortSignal?: HttpHandlerOptions["abortSignal"];
}

/**
 * Gets credentials: from memory while they last, else from the service, in one request for all callers.
 *
 * Pass it as `credentials` to every client that should share them. When a refresh fails, callers get the credentials until
 * these expire and the error after that; refreshes that fail are 1, 2, 4 … 30 seconds apart.
 */
export interface CognitoIdentityCredentialProvider {
  (request?: CredentialsRequest): Promise<CognitoIdentityCredentials>;
  /**
   * Forgets the user: credentials, identity id, and the id in the storage. Callers that are waiting, and those to come, get
   * credentials of the user who is signed in then.
   *
   * Credentials that were handed out count as expired at once, so that clients that hold them call the provider with their
   * next request. Settles when the storage has forgotten the id, or did not respond within a second or two; never fails.
   */
  clear(): Promise<void>;
}

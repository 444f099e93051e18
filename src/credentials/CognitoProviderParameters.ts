import type { AwsCredentialIdentity, HttpHandlerOptions, Logger, Provider } from "@smithy/types";
import type { CognitoIdentityClientConfig } from "../generated/CognitoIdentityClient.js";
import type { CognitoIdentitySender } from "./platform/OperationCaller.js";

/**
 * Login tokens by provider, or functions that return them.
 *
 * A function is called once for each refresh. If it returns `undefined`, the user has not signed in with this provider; without any
 * login, the user is a guest. If it does not settle within 30 seconds, or returns something other than text, the call fails with a
 * `LoginError`.
 */
export type Logins = Record<string, string | Provider<string> | Provider<string | undefined>>;

/** Login tokens by provider. */
export type ResolvedLogins = Record<string, string>;

/** How to call Cognito Identity, and the user's logins. */
export interface CognitoProviderParameters {
  /** Sends the requests. Default: a client that the provider creates when it is first needed. */
  client?: CognitoIdentitySender;
  /** Configuration of the client that the provider creates. Default Region: the one in the ID of the identity pool or identity. */
  clientConfig?: CognitoIdentityClientConfig;
  /** The role to assume if the login token or the rules of the pool allow several (enhanced flow). */
  customRoleArn?: string;
  /** The login tokens of the user. Default: none, for a guest. */
  logins?: Logins;
  /** Receives messages about what the provider does, without secrets. Without it, warnings go to the console. */
  logger?: Logger;
  /** Set by AWS SDKs: the configuration of the client that uses the provider. Its profile and application ID apply. */
  parentClientConfig?: {
    region?: string | Provider<string>;
    profile?: string;
    logger?: Logger;
    /** The app ID of the client. */
    userAgentAppId?(): Promise<string | undefined>;
    [key: string]: unknown;
  };
  /**
   * `enhanced` (default): Cognito assumes the role. `classic`: GetOpenIdToken, then AssumeRoleWithWebIdentity of STS, with a role,
   * a policy, and a duration that the caller chooses. The code of the classic flow is loaded when it is first needed.
   */
  flow?: "enhanced" | "classic";
  /** Classic flow: the role to assume. */
  roleArn?: string;
  /** Classic flow: a session policy that restricts the role, as JSON or as an object. */
  sessionPolicy?: string | object;
  /** Classic flow: how long the credentials are valid, from 900 to 43,200 seconds. Default: 3,600. */
  durationSeconds?: number;
  /** Classic flow: the name of the session. Default: `CognitoIdentityCredentials`, as in the enhanced flow. */
  roleSessionName?: string;
  /**
   * Classic flow: the URL of STS.
   *
   * Default: the one in the environment or the shared config files, such as AWS_ENDPOINT_URL_STS. Otherwise, the endpoint of
   * Cognito Identity if it is on this machine, or the endpoint of STS in the Region of the client.
   */
  stsEndpoint?: string;
}

/** AWS credentials, and the identity that they belong to. */
export interface CognitoIdentityCredentials extends AwsCredentialIdentity {
  /** The identity in the pool, such as `eu-west-1:0f9c2d1e-…`. */
  identityId: string;
}

/** Options of a call for credentials. AWS's clients pass their configuration. */
export interface CredentialsRequest {
  callerClientConfig?: {
    profile?: string;
    region?: Provider<string>;
    userAgentAppId?: Provider<string | undefined>;
    [key: string]: unknown;
  };
  /** Call the service even if there are valid credentials in memory, or a refresh has just failed. Default: false. */
  forceRefresh?: boolean;
  /** Ends the wait of this caller. The request continues for other callers that share it. */
  abortSignal?: HttpHandlerOptions["abortSignal"];
}

/**
 * Returns credentials: from memory while they are valid, otherwise from the service, with one request for all callers.
 *
 * Pass it as `credentials` to every client that should share them. If a refresh fails, callers receive the current credentials until
 * these expire, and the error after that. Failed refreshes are repeated after 1, 2, 4, … and at most 30 seconds.
 */
export interface CognitoIdentityCredentialProvider {
  (request?: CredentialsRequest): Promise<CognitoIdentityCredentials>;
  /**
   * Forgets the user: the credentials, the identity ID, and the ID in the storage. Waiting and later callers receive credentials of
   * the user who is signed in then.
   *
   * Credentials that clients hold expire at once, so that the clients call the provider before their next request. The promise
   * resolves when the ID was removed from the storage, or when the storage has not responded for a second or two. It never rejects.
   */
  clear(): Promise<void>;
}

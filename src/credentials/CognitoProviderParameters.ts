import type { AwsCredentialIdentity, HttpHandlerOptions, Logger, Provider, StaticOperationSchema } from "@smithy/types";
import type { CognitoIdentityClientConfig } from "../generated/CognitoIdentityClient.js";

/**
 * Login tokens by provider, or functions that get them.
 *
 * Functions are called once for each refresh. One that returns `undefined` leaves its login out; without any login the user
 * is a guest. One that does not settle within 30 seconds, or returns anything but text, fails the call with a `LoginError`.
 */
export type Logins = Record<string, string | Provider<string> | Provider<string | undefined>>;

/** Login tokens by provider. */
export type ResolvedLogins = Record<string, string>;

/** A client of Cognito Identity: this package's, AWS's, or whatever sends commands as they do. */
export interface CognitoIdentitySender {
  /** Sends a command of either package. */
  // biome-ignore lint/suspicious/noExplicitAny: the commands and options of either package.
  send(command: any, options?: any): Promise<any>;
  readonly config?: object;
}

/** How to reach Cognito Identity, and who the user is. */
export interface CognitoProviderParameters {
  /** Sends the requests. Default: a client of the provider's own, made when it is first needed. */
  client?: CognitoIdentitySender;
  /** Configuration of the provider's own client. Default region: that of the identity pool, or of the identity. */
  clientConfig?: CognitoIdentityClientConfig;
  /** The role to take on, where the login token or the pool's rules offer several (enhanced flow). */
  customRoleArn?: string;
  /** Proof of the user's logins. Default: a guest. */
  logins?: Logins;
  /** Told what the provider does, without secrets. Warnings go to the console when it is missing. */
  logger?: Logger;
  /** The client for which the provider was made, by code of AWS SDKs. Profile and app id are taken from it. */
  parentClientConfig?: {
    region?: string | Provider<string>;
    profile?: string;
    logger?: Logger;
    /** The app ID of the client. */
    userAgentAppId?(): Promise<string | undefined>;
    [key: string]: unknown;
  };
  /**
   * `enhanced` (default): Cognito takes on the role. `classic`: GetOpenIdToken, then AssumeRoleWithWebIdentity of STS, for
   * roles, policies and durations that the caller chooses. Its code is loaded when it is first needed.
   */
  flow?: "enhanced" | "classic";
  /** Classic flow: the role to take on. */
  roleArn?: string;
  /** Classic flow: a policy that narrows what the role allows, as JSON or as the object. */
  sessionPolicy?: string | object;
  /** Classic flow: how long the credentials live, 900 to 43,200 seconds. Default: 3,600. */
  durationSeconds?: number;
  /** Classic flow: the name of the session. Default: `CognitoIdentityCredentials`, as in the enhanced flow. */
  roleSessionName?: string;
  /**
   * Classic flow: the URL of STS.
   *
   * Default: that of the environment or the shared config files (AWS_ENDPOINT_URL_STS and the like), or of a Cognito Identity
   * on this machine, or of the client's region.
   */
  stsEndpoint?: string;
}

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

/** What an operation gave, and the headers that tell when. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the output of whichever operation it was.
  readonly output: any;
  readonly headers: Partial<Record<string, string>> | undefined;
}

/** Calls public operations, through whatever client there is. */
export interface OperationCaller {
  callOperation(schema: StaticOperationSchema, input: object): Promise<Answer>;
  /** The client's; undefined for one that stands in for a client in a test. */
  readonly config: object | undefined;
}

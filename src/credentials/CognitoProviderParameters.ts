import type { Logger, Provider } from "@smithy/types";
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

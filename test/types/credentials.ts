/** Only compiled: this package's providers can replace those of AWS's package. */
import type { STSClientConfig } from "@aws-sdk/client-sts";
import type * as Reference from "@aws-sdk/credential-provider-cognito-identity";
import type { RuntimeConfigAwsCredentialIdentityProvider } from "@aws-sdk/types";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import {
  type CognitoIdentityCredentialProvider,
  type FromCognitoIdentityParameters,
  type FromCognitoIdentityPoolParameters,
  fromCognitoIdentity,
  fromCognitoIdentityPool,
  indexedDbStorage,
  type Logins,
  memoryStorage,
  type Storage,
  toCredentials,
} from "../../src/credentials/index.js";
import { CognitoIdentityClient, type GetCredentialsForIdentityCommandOutput } from "../../src/index.js";

// Parameters of AWS's functions are accepted by ours, and results of ours are assignable to those of AWS's.
export const pool: typeof Reference.fromCognitoIdentityPool = fromCognitoIdentityPool;
export const identity: typeof Reference.fromCognitoIdentity = fromCognitoIdentity;
export const poolParameters = (given: Reference.FromCognitoIdentityPoolParameters): FromCognitoIdentityPoolParameters =>
  given;
export const identityParameters = (given: Reference.FromCognitoIdentityParameters): FromCognitoIdentityParameters =>
  given;
export const logins = (given: Reference.Logins): Logins => given;
export const storage = (given: Reference.Storage): Storage => given;
export const storages: Reference.Storage[] = [indexedDbStorage(), memoryStorage()];

// Usable as `credentials` of every client.
export const provider = (given: CognitoIdentityCredentialProvider): AwsCredentialIdentityProvider => given;
export const atRunTime = (given: CognitoIdentityCredentialProvider): RuntimeConfigAwsCredentialIdentityProvider =>
  given;
export const config = (given: CognitoIdentityCredentialProvider): STSClientConfig => ({ credentials: given });
export const ownClient = (given: CognitoIdentityCredentialProvider): CognitoIdentityClient =>
  new CognitoIdentityClient({ credentials: given });
export const answer = (given: GetCredentialsForIdentityCommandOutput): AwsCredentialIdentity => toCredentials(given);

/** Parameters of an application can extend ours. */
export interface Extended extends FromCognitoIdentityPoolParameters {
  tenant: string;
}

// @ts-expect-error a pool must be named
fromCognitoIdentityPool({});
// @ts-expect-error there are two flows
fromCognitoIdentityPool({ identityPoolId: "p", flow: "basic" });
// @ts-expect-error a login is text or a function
fromCognitoIdentityPool({ identityPoolId: "p", logins: { "accounts.google.com": 1 } });

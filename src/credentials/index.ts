/**
 * AWS credentials for guests and signed-in users of identity pools, for all AWS clients.
 *
 * Exports everything that `@aws-sdk/credential-provider-cognito-identity` exports, and more.
 *
 * @packageDocumentation
 */

export type {
  CognitoIdentityCredentialProvider,
  CognitoIdentityCredentials,
  CognitoProviderParameters,
  CredentialsRequest,
  Logins,
  ResolvedLogins,
} from "./CognitoProviderParameters.js";
export { type FromCognitoIdentityParameters, fromCognitoIdentity } from "./fromCognitoIdentity.js";
export { type FromCognitoIdentityPoolParameters, fromCognitoIdentityPool } from "./fromCognitoIdentityPool.js";
export { LoginError } from "./logins.js";
export type { CognitoIdentitySender } from "./platform/OperationCaller.js";
export type { Storage } from "./storage.js";
export { indexedDbStorage, memoryStorage } from "./storage.js";
export { CredentialsProviderError, toCredentials } from "./toCredentials.js";

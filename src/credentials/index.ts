/**
 * AWS credentials for guests and signed-in users of identity pools, for every client of AWS.
 *
 * The names are those of `@aws-sdk/credential-provider-cognito-identity`, and a few more.
 *
 * @packageDocumentation
 */

export type {
  CognitoIdentityCredentialProvider,
  CognitoIdentityCredentials,
  CredentialsRequest,
} from "./CognitoIdentityCredentials.js";
export type {
  CognitoIdentitySender,
  CognitoProviderParameters,
  Logins,
  ResolvedLogins,
} from "./CognitoProviderParameters.js";
export { CredentialsProviderError } from "./CredentialsProviderError.js";
export { type FromCognitoIdentityParameters, fromCognitoIdentity } from "./fromCognitoIdentity.js";
export { type FromCognitoIdentityPoolParameters, fromCognitoIdentityPool } from "./fromCognitoIdentityPool.js";
export { indexedDbStorage } from "./indexedDbStorage.js";
export { LoginError } from "./LoginError.js";
export { memoryStorage } from "./memoryStorage.js";
export type { Storage } from "./Storage.js";
export { toCredentials } from "./toCredentials.js";

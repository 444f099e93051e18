import { quietly } from "../runtime/errors/thrown.js";
import type { CognitoIdentityCredentialProvider, CognitoProviderParameters } from "./CognitoProviderParameters.js";
import { cognitoClient } from "./cognitoClient.js";
import { credentialsProvider } from "./credentialsProvider.js";
import { issueCredentials } from "./issueCredentials.js";
import { namingLogin, resolveLogins } from "./logins.js";

/** Parameters of {@link fromCognitoIdentity}. */
export interface FromCognitoIdentityParameters extends CognitoProviderParameters {
  /** The identity that wants credentials, as `GetId` returned it. */
  identityId: string;
}

/**
 * Credentials of an identity whose id is known, such as one that a backend gave out (developer identities).
 *
 * @returns a provider to be given as `credentials` to AWS's clients; see {@link CognitoIdentityCredentialProvider}.
 */
export function fromCognitoIdentity(parameters: FromCognitoIdentityParameters): CognitoIdentityCredentialProvider {
  const { identityId, logger } = parameters;
  void quietly(() => logger?.debug?.("cognito-identity-client/credentials - fromCognitoIdentity"));
  const clientFor = cognitoClient(parameters, identityId);
  return credentialsProvider(
    async (_, request, extend) => {
      const logins = await resolveLogins(parameters.logins, extend);
      try {
        return await issueCredentials(clientFor(request), identityId, logins, parameters);
      } catch (error) {
        throw namingLogin(error, logins);
      }
    },
    async () => {},
    logger,
  );
}

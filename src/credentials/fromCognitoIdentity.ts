import { quietly } from "../runtime/errors/thrown.js";
import type { CognitoIdentityCredentialProvider, CognitoProviderParameters } from "./CognitoProviderParameters.js";
import { cognitoClient, issueCredentials } from "./cognitoClient.js";
import { credentialsProvider } from "./credentialsProvider.js";
import { namingLogin, resolveLogins } from "./logins.js";

/** Parameters of {@link fromCognitoIdentity}. */
export interface FromCognitoIdentityParameters extends CognitoProviderParameters {
  /** The ID of the identity, as `GetId` returned it. */
  identityId: string;
}

/**
 * Creates a provider of credentials for an identity whose ID is known, such as one from your backend (developer identities).
 *
 * @returns a provider to pass as `credentials` to AWS's clients; see {@link CognitoIdentityCredentialProvider}.
 */
export function fromCognitoIdentity(
  parameters: FromCognitoIdentityParameters = { identityId: "" },
): CognitoIdentityCredentialProvider {
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

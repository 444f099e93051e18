import type { CognitoIdentitySender, CognitoProviderParameters, ResolvedLogins } from "./CognitoProviderParameters.js";
import type { OperationCaller } from "./callOperation.js";
import type { IssuedCredentials } from "./credentialsProvider.js";

/** Gets credentials for an identity, by one of Cognito's two flows. */
export type Flow = (
  client: CognitoIdentitySender | OperationCaller,
  identityId: string,
  logins: ResolvedLogins | undefined,
  parameters: CognitoProviderParameters,
) => Promise<IssuedCredentials>;

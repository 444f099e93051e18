import type { CognitoProviderParameters, ResolvedLogins } from "./CognitoProviderParameters.js";
import type { IssuedCredentials } from "./credentialsProvider.js";
import type { OperationCaller } from "./OperationCaller.js";

/** Gets credentials for an identity, by one of Cognito's two flows. */
export type Flow = (
  client: OperationCaller,
  identityId: string,
  logins: ResolvedLogins | undefined,
  parameters: CognitoProviderParameters,
) => Promise<IssuedCredentials>;

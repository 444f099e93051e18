import { GetCredentialsForIdentity$ } from "../generated/commands/GetCredentialsForIdentityCommand.js";
import type { Flow } from "./credentialsProvider.js";
import { HOUR_MS, lifetime } from "./lifetime.js";
import { toCredentials } from "./toCredentials.js";

/** By the flow that the parameters ask for. */
export const issueCredentials: Flow = async (client, identityId, logins, parameters) => {
  const flow = parameters.flow === "classic" ? (await import("./classicFlow.js")).classicFlow : enhancedFlow;
  return flow(client, identityId, logins, parameters);
};

/** Cognito takes on the role itself (GetCredentialsForIdentity). */
export const enhancedFlow: Flow = async (client, identityId, logins, { customRoleArn }) => {
  const { output, headers } = await client.callOperation(GetCredentialsForIdentity$, {
    CustomRoleArn: customRoleArn,
    IdentityId: identityId,
    Logins: logins,
  });
  const { expiration, ...credentials } = toCredentials({ IdentityId: identityId, ...output });
  return { ...credentials, remaining: lifetime(expiration, headers, HOUR_MS) };
};

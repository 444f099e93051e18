import { GetCredentialsForIdentity$ } from "../generated/commands/GetCredentialsForIdentityCommand.js";
import type { Flow } from "./credentialsProvider.js";
import { HOUR_MS, lifetime } from "./lifetime.js";
import { toCredentials } from "./toCredentials.js";

/** Gets credentials with the flow that the parameters select. */
export const issueCredentials: Flow = async (client, identityId, logins, parameters) => {
  const flow = parameters.flow === "classic" ? (await import("./classicFlow.js")).classicFlow : enhancedFlow;
  return flow(client, identityId, logins, parameters);
};

/** The service assumes the role (GetCredentialsForIdentity). */
const enhancedFlow: Flow = async (client, identityId, logins, { customRoleArn }) => {
  const { output, response } = await client.callOperation(GetCredentialsForIdentity$, {
    CustomRoleArn: customRoleArn,
    IdentityId: identityId,
    Logins: logins,
  });
  const { expiration, ...credentials } = toCredentials({ IdentityId: identityId, ...output });
  return { ...credentials, remaining: lifetime(expiration, response?.headers, HOUR_MS) };
};

import { GetCredentialsForIdentity$ } from "../generated/commands/GetCredentialsForIdentityCommand.js";
import { callOperation } from "./callOperation.js";
import type { Flow } from "./Flow.js";
import { HOUR_MS, lifetime } from "./lifetime.js";
import { toCredentials } from "./toCredentials.js";

/** Cognito takes on the role itself (GetCredentialsForIdentity). */
export const enhancedFlow: Flow = async (client, identityId, logins, { customRoleArn }) => {
  const { output, headers } = await callOperation(client, GetCredentialsForIdentity$, {
    CustomRoleArn: customRoleArn,
    IdentityId: identityId,
    Logins: logins,
  });
  const { expiration, ...credentials } = toCredentials({ IdentityId: identityId, ...output });
  return { ...credentials, remaining: lifetime(expiration, headers, HOUR_MS) };
};

import { GetCredentialsForIdentity$ } from "../generated/commands/GetCredentialsForIdentityCommand.js";
import { provider } from "../runtime/base/provider.js";
import { quietly } from "../runtime/errors/thrown.js";
import type { CognitoProviderParameters, CredentialsRequest } from "./CognitoProviderParameters.js";
import type { Flow } from "./credentialsProvider.js";
import { clientCaller, ownCaller } from "./platform/callers.js";
import type { OperationCaller } from "./platform/OperationCaller.js";
import { lifetime, toCredentials } from "./toCredentials.js";

/**
 * Calls operations through the client in the parameters, or otherwise through one that is created when it is first needed.
 *
 * @param id - the ID of the identity pool or the identity, which begins with its Region.
 * @throws Error if the parameters contradict the flow.
 */
export function cognitoClient(
  parameters: CognitoProviderParameters,
  id: string,
): (request: CredentialsRequest | undefined) => OperationCaller {
  checkFlow(parameters);
  const { client, clientConfig, parentClientConfig, logger } = parameters;
  const home = /^[a-z]+(?:-[a-z]+)+-\d+(?=:)/.exec(id)?.[0];
  let caller: OperationCaller | undefined;
  return (request) => {
    if (caller === undefined) {
      const { region, profile, userAgentAppId } = { ...request?.callerClientConfig };
      caller = client
        ? clientCaller(client)
        : ownCaller({
            ...clientConfig,
            // The calling client can be in any Region, but a pool is in the Region of its ID.
            region: clientConfig?.region ?? home ?? parentClientConfig?.region ?? region,
            profile: clientConfig?.profile ?? parentClientConfig?.profile ?? profile,
            userAgentAppId: clientConfig?.userAgentAppId ?? parentClientConfig?.userAgentAppId ?? userAgentAppId,
          });
      const made = caller;
      void quietly(() => warnOfOtherRegion(made, home, id, logger ?? console));
    }
    return caller;
  };
}

async function warnOfOtherRegion(
  caller: OperationCaller,
  home: string | undefined,
  id: string,
  logger: Pick<Console, "warn">,
): Promise<void> {
  const config = await caller.config();
  const region = await provider(config?.region)();
  // The configuration of a mock can be anything.
  if (typeof region === "string" && home !== undefined && region !== home) {
    await logger.warn(`${id} is in ${home}, but its client is configured for ${region}.`);
  }
}

/** Parameters that only the classic flow applies. */
const CLASSIC_ONLY = ["roleArn", "sessionPolicy", "durationSeconds", "roleSessionName"] as const;

/**
 * @throws Error for an unknown flow, and for parameters that the selected flow would ignore: without its session policy, a user would have
 * all permissions of the role.
 */
function checkFlow(parameters: CognitoProviderParameters): void {
  const flow = parameters.flow ?? "enhanced";
  const ignored = CLASSIC_ONLY.find((name) => flow === "enhanced" && parameters[name] != null);
  if (ignored || (flow !== "classic" && flow !== "enhanced")) {
    throw new Error(ignored ? `${ignored} requires flow: "classic".` : 'flow must be "enhanced" or "classic".');
  }
}

/** Gets credentials with the flow that the parameters select. */
export const issueCredentials: Flow = async (client, identityId, logins, parameters) => {
  const flow = parameters.flow === "classic" ? (await import("./classicFlow.js")).classicFlow : enhancedFlow;
  return flow(client, identityId, logins, parameters);
};

/** Credentials of the enhanced flow are always valid for an hour. */
const HOUR_MS = 3_600_000;

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

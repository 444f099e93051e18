import type { CredentialsRequest } from "./CognitoIdentityCredentials.js";
import type { CognitoIdentitySender, CognitoProviderParameters } from "./CognitoProviderParameters.js";
import type { OperationCaller } from "./callOperation.js";
import { OwnClient } from "./platform/index.js";

/**
 * The client that was given, or one that is made when it is first asked for.
 *
 * @param id - of the identity pool or the identity: it begins with the region in which it is.
 */
export function cognitoClient(
  { client, clientConfig, parentClientConfig, logger }: CognitoProviderParameters,
  id: string,
): (request: CredentialsRequest | undefined) => CognitoIdentitySender | OperationCaller {
  const home = /^[a-z]+(?:-[a-z]+)+-\d+(?=:)/.exec(id)?.[0];
  let sender: CognitoIdentitySender | OperationCaller | undefined;
  return (request) => {
    if (sender === undefined) {
      const inherited = (name: "region" | "profile" | "userAgentAppId"): never =>
        (clientConfig?.[name] ?? parentClientConfig?.[name] ?? request?.callerClientConfig?.[name]) as never;
      sender =
        client ??
        new OwnClient({
          ...clientConfig,
          // A client of another service may be at home anywhere; a pool is in one region.
          region: clientConfig?.region ?? home ?? inherited("region"),
          profile: inherited("profile"),
          userAgentAppId: inherited("userAgentAppId"),
        });
      warnOfOtherRegion(sender, home, id, logger ?? console).catch(() => {});
    }
    return sender;
  };
}

async function warnOfOtherRegion(
  { config }: CognitoIdentitySender | OperationCaller,
  home: string | undefined,
  id: string,
  logger: Pick<Console, "warn">,
): Promise<void> {
  const region = await (config as { region?: () => Promise<string> } | undefined)?.region?.();
  if (region !== undefined && home !== undefined && region !== home) {
    logger.warn(`${id} is in ${home}, but the client for it is for ${region}.`);
  }
}

import type { Logger, Provider, UserAgent } from "@smithy/types";
import { warn } from "../NoOpLogger.js";
import { platformUserAgent } from "../platform/index.js";
import { provider } from "../provider.js";
import { packageName, packageVersion } from "../version.js";
import type { ClientConfig, ResolvedClientConfig } from "./ClientConfig.js";
import type { ServiceDescription } from "./ServiceDescription.js";

/** The version of AWS's user agent scheme. */
const USER_AGENT_SCHEME = "2.1";
const MAXIMUM_APP_ID_LENGTH = 50;

/** The user agent's parts: this package, the platform, the service, and what the application adds. */
export function userAgentConfig(
  given: ClientConfig,
  { serviceId }: ServiceDescription,
  appIdSetting: Provider<string | undefined>,
  logger: Logger,
): Pick<ResolvedClientConfig, "customUserAgent" | "defaultUserAgentProvider" | "userAgentAppId"> {
  const pairs: UserAgent = [
    [packageName, packageVersion],
    ["ua", USER_AGENT_SCHEME],
    ...platformUserAgent([`api/${serviceId}`, packageVersion]),
  ];
  const { customUserAgent: custom } = given;
  const appId = given.userAgentAppId === undefined ? appIdSetting : provider(given.userAgentAppId);
  return {
    ...(custom !== undefined && { customUserAgent: typeof custom === "string" ? [[custom]] : custom }),
    defaultUserAgentProvider: given.defaultUserAgentProvider ?? (async () => pairs),
    userAgentAppId: async () => checked(await appId(), logger),
  };
}

function checked(appId: unknown, logger: Logger): string | undefined {
  if (appId !== undefined && typeof appId !== "string") {
    warn(logger, "userAgentAppId must be a string or undefined.");
  } else if (appId !== undefined && appId.length > MAXIMUM_APP_ID_LENGTH) {
    warn(logger, `The provided userAgentAppId exceeds the maximum length of ${MAXIMUM_APP_ID_LENGTH} characters.`);
  }
  return appId as string | undefined;
}

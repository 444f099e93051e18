import type { Endpoint } from "@smithy/types";
import type { HandlerExecutionContext } from "../Middleware.js";
import { quietly } from "../quietly.js";
import type { EndpointConfig } from "./EndpointConfig.js";
import { parseEndpoint, withoutUserInfo } from "./parseEndpoint.js";

/** What environment and shared config files say; bundlers put configuredEndpoint.browser.ts in its place, where there are none. */
export async function configuredEndpoint(
  config: EndpointConfig,
  context: HandlerExecutionContext,
): Promise<Endpoint | undefined> {
  if (config.ignoreConfiguredEndpointUrls) {
    return undefined;
  }
  const url = await config.serviceConfiguredEndpoint?.();
  if (!url) {
    return undefined;
  }
  const text = `cognito-identity-client - resolved endpoint from config: ${withoutUserInfo(url)}`;
  void quietly(() => context.logger?.debug?.(text));
  return parseEndpoint(url);
}

import type { Endpoint, EndpointV2, HeaderBag } from "@smithy/types";
import { smithyContext } from "../callState.js";
import type { HandlerExecutionContext } from "../Middleware.js";
import { configuredEndpoint } from "./configuredEndpoint.js";
import type { EndpointConfig } from "./EndpointConfig.js";

/**
 * Asks the endpoint rules, with what code, environment and shared config files say.
 *
 * @throws EndpointError when the combination is not allowed, such as FIPS with an endpoint of one's own.
 */
export async function endpointFromConfiguration(
  config: EndpointConfig,
  context: HandlerExecutionContext,
): Promise<EndpointV2> {
  const own = config.isCustomEndpoint ? await config.endpoint?.() : await configuredEndpoint(config, context);
  if (config.isCustomEndpoint) {
    const callContext = smithyContext(context);
    callContext.features = { ...(callContext.features as object), ENDPOINT_OVERRIDE: "N" };
  }
  const resolved = config.endpointProvider(
    {
      UseFIPS: await config.useFipsEndpoint(),
      Endpoint: own && hrefOf(own),
      Region: await config.region(),
      UseDualStack: await config.useDualstackEndpoint(),
    },
    context,
  );
  return own?.headers === undefined ? resolved : withHeaders(resolved, own.headers);
}

function hrefOf({ protocol, hostname, port, path }: Endpoint): string {
  return `${protocol}//${hostname}${port ? `:${port}` : ""}${path}`;
}

function withHeaders(resolved: EndpointV2, headers: HeaderBag): EndpointV2 {
  const own = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]);
  return { ...resolved, headers: { ...resolved.headers, ...Object.fromEntries(own) } };
}

import { resolveEndpoint } from "../../generated/endpoints.js";
import { outline } from "../../generated/functions.js";
import { service } from "../../generated/models/service.js";
import { serviceErrors } from "../../generated/models/serviceErrors.js";
import { provider } from "../../runtime/base/provider.js";
import { DEFAULT_ATTEMPTS } from "../../runtime/base/Settings.js";
import type { ClientConfig } from "../../runtime/client/ClientConfig.js";
import {
  type EndpointConfig,
  endpointFromConfiguration,
  endpointOf,
  regionConfig,
} from "../../runtime/endpoint/endpoint.js";
import { type Caller, call } from "../../runtime/exchange.js";
import { parseEndpoint } from "../../runtime/http/parseEndpoint.js";
import { createRequestHandler } from "../../runtime/http/RequestHandler.js";
import { logged, NoOpLogger } from "../../runtime/observe/logger.js";
import { HttpHandler, runtime } from "../../runtime/platform/index.js";
import { type AnyRetryStrategy, attemptsProvider, withRetries } from "../../runtime/retry/retry.js";
import { StandardRetryStrategy } from "../../runtime/retry/StandardRetryStrategy.js";
import { textsOf, userAgentConfig, userAgentHeaders } from "../../runtime/userAgent.js";
import type { OperationCaller } from "./OperationCaller.js";
import { callContext } from "./OperationCaller.js";

/** Options that change the middleware of a client. This caller has no middleware. */
const UNSUPPORTED = ["extensions", "httpAuthSchemes", "httpAuthSchemeProvider", "protocol"] as const;

/**
 * Calls public operations without a client. Supports all options of a client that do not need middleware.
 *
 * @throws TypeError for an option that only a client supports; Error without a Region.
 */
export function configuredCaller(given: ClientConfig): OperationCaller {
  const unsupported =
    given.retryMode === "adaptive" ? "retryMode" : UNSUPPORTED.find((name) => given[name] !== undefined);
  if (unsupported !== undefined) {
    throw new TypeError(
      `clientConfig.${unsupported} needs a whole client: pass \`client: new CognitoIdentityClient(…)\` instead.`,
    );
  }
  const logger = given.logger ?? new NoOpLogger();
  const maxAttempts = attemptsProvider(given.maxAttempts ?? DEFAULT_ATTEMPTS);
  const retryStrategy = provider<AnyRetryStrategy>(given.retryStrategy ?? new StandardRetryStrategy(maxAttempts));
  const endpointConfig: EndpointConfig = {
    ...(given.endpoint && { endpoint: endpointOf(given.endpoint) }),
    endpointProvider: given.endpointProvider ?? resolveEndpoint,
    ignoreConfiguredEndpointUrls: true,
    isCustomEndpoint: Boolean(given.endpoint),
    useDualstackEndpoint: provider(given.useDualstackEndpoint ?? false),
    ...regionConfig(given.region ?? "", given.useFipsEndpoint ?? false),
  };
  const userAgent = userAgentConfig(given, service, async () => undefined, logger);
  const requestHandler = createRequestHandler(HttpHandler, given.requestHandler, async () => ({}));
  const headers = async (strategy: { mode?: string }) => {
    // Feature IDs that AWS counts: a custom endpoint (N) and the standard retry mode (E).
    const features = [given.endpoint && "N", strategy.mode === "standard" && "E"].filter(Boolean).join();
    const { customUserAgent, defaultUserAgentProvider, userAgentAppId } = userAgent;
    const texts = textsOf(await defaultUserAgentProvider(), customUserAgent, [], await userAgentAppId(), features);
    return userAgentHeaders(runtime, texts);
  };
  const caller = async (): Promise<Caller> => {
    const strategy = await retryStrategy();
    return {
      address: parseEndpoint(await endpointFromConfiguration(endpointConfig, {})),
      headers: await headers(strategy),
      logger,
      maxAttempts: await maxAttempts(),
      errors: serviceErrors,
      requestHandler,
      repeat: (call, attempt) => withRetries(strategy, call, attempt, call),
    };
  };
  return {
    config: async () => ({ ...endpointConfig, maxAttempts, requestHandler }),
    callOperation: async (schema, input) =>
      logged(async () => call(outline, await caller(), schema[2], input), input, callContext(schema, logger)),
  };
}

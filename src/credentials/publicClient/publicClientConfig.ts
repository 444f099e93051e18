import type { Provider, RetryStrategy, RetryStrategyV2 } from "@smithy/types";
import { resolveEndpoint } from "../../generated/endpoints.js";
import { service } from "../../generated/service.js";
import type { ClientConfig } from "../../runtime/client/ClientConfig.js";
import { checkedRegion, type EndpointConfig, endpointOf } from "../../runtime/endpoint/endpoint.js";
import { NoOpLogger } from "../../runtime/observe/logger.js";
import { createRequestHandler } from "../../runtime/platform/createRequestHandler.js";
import { runtime, streamCollector, utf8Encoder } from "../../runtime/platform/index.js";
import type { RequestHandler } from "../../runtime/platform/RequestHandler.js";
import type { BodyConfig } from "../../runtime/protocol/AwsJson1_1Protocol.js";
import { provider } from "../../runtime/provider.js";
import { attemptsProvider, type RetryConfig } from "../../runtime/retry/retry.js";
import { StandardRetryStrategy } from "../../runtime/retry/StandardRetryStrategy.js";
import type { UserAgentConfig } from "../../runtime/userAgent.js";
import { userAgentConfig } from "../../runtime/userAgent.js";

export interface PublicClientConfig extends BodyConfig, EndpointConfig, RetryConfig, UserAgentConfig {
  requestHandler: RequestHandler;
}

const DEFAULT_ATTEMPTS = 3;

/** Options that change how a client's middleware works, of which there is none here. */
const NOT_HERE = ["extensions", "httpAuthSchemes", "httpAuthSchemeProvider", "protocol"] as const;

/**
 * The part of a client's configuration that matters to public operations outside Node.js.
 *
 * @throws TypeError for an option that only a whole client can follow; Error when there is no region.
 */
export function publicClientConfig(given: ClientConfig): PublicClientConfig {
  const stranger = given.retryMode === "adaptive" ? "retryMode" : NOT_HERE.find((name) => given[name] !== undefined);
  if (stranger !== undefined) {
    throw new TypeError(
      `clientConfig.${stranger} needs a whole client: pass \`client: new CognitoIdentityClient(…)\` instead.`,
    );
  }
  if (!given.region) {
    throw new Error("Region is missing");
  }
  const logger = given.logger ?? new NoOpLogger();
  const maxAttempts = attemptsProvider(given.maxAttempts ?? DEFAULT_ATTEMPTS);
  const region = provider(given.region);
  return {
    ...(given.endpoint && { endpoint: endpointOf(given.endpoint) }),
    endpointProvider: given.endpointProvider ?? resolveEndpoint,
    ignoreConfiguredEndpointUrls: true,
    isCustomEndpoint: Boolean(given.endpoint),
    logger,
    maxAttempts,
    region: async () => checkedRegion(await region()),
    requestHandler: createRequestHandler(given.requestHandler, async () => ({})),
    retryStrategy: provider<RetryStrategy | RetryStrategyV2>(
      given.retryStrategy ?? new StandardRetryStrategy(maxAttempts),
    ),
    runtime,
    streamCollector,
    useDualstackEndpoint: provider(given.useDualstackEndpoint ?? false),
    useFipsEndpoint: provider(given.useFipsEndpoint ?? false),
    ...userAgentConfig(given, service, absent, logger),
    utf8Encoder,
  };
}

const absent: Provider<undefined> = async () => undefined;

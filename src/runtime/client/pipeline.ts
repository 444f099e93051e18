import type { AbsoluteLocation, HandlerOptions, MiddlewareStack, RelativeMiddlewareOptions } from "@smithy/types";
import type { ResolvedClientConfig } from "../config/ClientConfig.js";
import type { EndpointConfig } from "../endpoint/EndpointConfig.js";
import { authScheme, authSchemeMiddlewareOptions } from "../middleware/authScheme.js";
import { contentLength, contentLengthMiddlewareOptions } from "../middleware/contentLength.js";
import { deserializer, deserializerMiddlewareOptions } from "../middleware/deserializer.js";
import { endpoint, endpointMiddlewareOptions } from "../middleware/endpoint.js";
import { hostHeader, hostHeaderMiddlewareOptions } from "../middleware/hostHeader.js";
import { logger, loggerMiddlewareOptions } from "../middleware/logger.js";
import { recursionDetection, recursionDetectionMiddlewareOptions } from "../middleware/recursionDetection.js";
import { retry, retryMiddlewareOptions } from "../middleware/retry.js";
import { serializer, serializerMiddlewareOptions } from "../middleware/serializer.js";
import { signing, signingMiddlewareOptions } from "../middleware/signing.js";
import { userAgent, userAgentMiddlewareOptions } from "../middleware/userAgent.js";

/**
 * Outermost first: a request goes down this list, its response comes back up.
 *
 * Each entry's options say the same once more in the words of Smithy's middleware stack (step, priority, relation, and
 * the names that AWS's clients use), so that plugins can place themselves before and after each of them.
 */
export const pipeline: readonly PipelineEntry[] = [
  [logger, loggerMiddlewareOptions],
  [authScheme, authSchemeMiddlewareOptions],
  [endpoint, endpointMiddlewareOptions],
  [serializer, serializerMiddlewareOptions],
  [contentLength, contentLengthMiddlewareOptions],
  [userAgent, userAgentMiddlewareOptions],
  [hostHeader, hostHeaderMiddlewareOptions],
  [recursionDetection, recursionDetectionMiddlewareOptions],
  [retry, retryMiddlewareOptions],
  [signing, signingMiddlewareOptions],
  [deserializer, deserializerMiddlewareOptions],
];

// biome-ignore lint/suspicious/noExplicitAny: each step's middleware has a type of its own; the options say which it is.
type PipelineEntry = readonly [(config: ResolvedClientConfig) => any, PipelineOptions];
type PipelineOptions = (HandlerOptions & AbsoluteLocation) | RelativeMiddlewareOptions;

/**
 * Puts the pipeline on a client's stack, all but the endpoint: with AWS's clients that comes with each command, after what
 * plugins have added, and a plugin "before serializerMiddleware" is to run where it runs there.
 */
export function usePipeline<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  config: ResolvedClientConfig,
): void {
  for (const [middleware, options] of pipeline) {
    if (middleware === endpoint) {
      continue;
    }
    if ("relation" in options) {
      stack.addRelativeTo(middleware(config), options);
    } else {
      stack.add(middleware(config), options as never);
    }
  }
}

export function addEndpoint<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  config: EndpointConfig,
): void {
  stack.addRelativeTo(endpoint(config) as never, endpointMiddlewareOptions);
}

import type { AbsoluteLocation, HandlerOptions, RelativeMiddlewareOptions } from "@smithy/types";
import { authScheme, authSchemeMiddlewareOptions, signing, signingMiddlewareOptions } from "../auth/authScheme.js";
import { type EndpointConfig, endpoint, endpointMiddlewareOptions } from "../endpoint/endpoint.js";
import {
  contentLength,
  contentLengthMiddlewareOptions,
  hostHeader,
  hostHeaderMiddlewareOptions,
  recursionDetection,
  recursionDetectionMiddlewareOptions,
} from "../headers.js";
import type { MiddlewareStack } from "../Middleware.js";
import { logger, loggerMiddlewareOptions } from "../observe/logger.js";
import {
  deserializer,
  deserializerMiddlewareOptions,
  serializer,
  serializerMiddlewareOptions,
} from "../protocol/serde.js";
import { retry, retryMiddlewareOptions } from "../retry/retry.js";
import { userAgent, userAgentMiddlewareOptions } from "../userAgent.js";
import type { ResolvedClientConfig } from "./ClientConfig.js";
import { middlewareStack } from "./middlewareStack.js";

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

/** The stacks that have the endpoint middleware among them, unseen. */
const complete = new WeakSet<object>();

/**
 * A client's stack: the pipeline, its endpoint unseen at the end. With AWS's clients that comes with each command, after what
 * plugins have added, and a plugin "before serializerMiddleware" is to run where it runs there.
 */
export function pipelineStack<Input extends object, Output extends object>(
  config: ResolvedClientConfig,
): MiddlewareStack<Input, Output> {
  const stack = middlewareStack<Input, Output>({ middleware: endpoint(config), ...endpointMiddlewareOptions });
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
  complete.add(stack);
  return stack;
}

/** The stack of one call: the client's, and after it the command's own, if it has one; a copy and another client's lack the endpoint. */
export function callStack<Stack extends MiddlewareStack<object, object>>(
  clientStack: Stack,
  ownStack: Stack | undefined,
  config: EndpointConfig,
): Stack {
  // A stack that prints itself on resolving has to be whole.
  if (ownStack === undefined && complete.has(clientStack) && !clientStack.identifyOnResolve()) {
    return clientStack;
  }
  const stack = (ownStack === undefined ? clientStack.clone() : clientStack.concat(ownStack)) as Stack;
  stack.addRelativeTo(endpoint(config) as never, endpointMiddlewareOptions);
  return stack;
}

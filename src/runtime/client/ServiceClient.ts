import type {
  AbsoluteLocation,
  HandlerOptions,
  HttpHandlerOptions,
  MetadataBearer,
  RelativeMiddlewareOptions,
} from "@smithy/types";
import { authScheme, authSchemeMiddlewareOptions, signing, signingMiddlewareOptions } from "../auth/signing.js";
import type { MiddlewareStack } from "../base/Middleware.js";
import { endpoint, endpointMiddlewareOptions } from "../endpoint/endpoint.js";
import {
  contentLength,
  contentLengthMiddlewareOptions,
  hostHeader,
  hostHeaderMiddlewareOptions,
  recursionDetection,
  recursionDetectionMiddlewareOptions,
} from "../headers.js";
import { logger, loggerMiddlewareOptions } from "../observe/logger.js";
import {
  deserializer,
  deserializerMiddlewareOptions,
  serializer,
  serializerMiddlewareOptions,
} from "../protocol/serde.js";
import { retry, retryMiddlewareOptions } from "../retry/retry.js";
import { userAgent, userAgentMiddlewareOptions } from "../userAgent.js";
import type { ClientConfig, ResolvedClientConfig } from "./ClientConfig.js";
import { applyExtensions, type ClientDefinition, resolveConfig } from "./configuration.js";
import { addTo, middlewareStack } from "./middlewareStack.js";
import { WatchedClient } from "./WatchedClient.js";

/** The base of every generated client: the resolved configuration and the pipeline. */
export class ServiceClient<Input extends object, Output extends MetadataBearer> extends WatchedClient<
  HttpHandlerOptions,
  Input,
  Output,
  ResolvedClientConfig
> {
  constructor(definition: ClientDefinition, configuration: ClientConfig | undefined) {
    const config = resolveConfig(definition, configuration ?? {});
    super(config);
    this.initConfig = config;
    config.protocol.setSerdeContext(config);
    this.middlewareStack = pipelineStack<Input, Output>(config);
    applyExtensions(config, this.middlewareStack);
  }
}

/**
 * Outermost first: a request goes down this list, its response comes back up.
 *
 * The options of each entry express the same order in the terms of Smithy's middleware stack (step, priority, relation, and the names that
 * AWS's clients use), so that plugins can add middleware before and after each of them.
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

/** Each step's middleware has its own type, which depends on the options. */
type PipelineEntry = readonly [(config: ResolvedClientConfig) => unknown, PipelineOptions];
type PipelineOptions = (HandlerOptions & AbsoluteLocation) | RelativeMiddlewareOptions;

/**
 * A client's stack: the pipeline, with the endpoint as a hidden last entry. In AWS's clients, each command adds the endpoint after the
 * middleware of plugins, and a plugin "before serializerMiddleware" must run in the same place here.
 */
export function pipelineStack<Input extends object, Output extends object>(
  config: ResolvedClientConfig,
): MiddlewareStack<Input, Output> {
  const stack = middlewareStack<Input, Output>({ middleware: endpoint(config), ...endpointMiddlewareOptions });
  for (const [middleware, options] of pipeline) {
    if (middleware !== endpoint) {
      addTo(stack, middleware(config), options);
    }
  }
  return stack;
}

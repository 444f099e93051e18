import type { HttpHandlerOptions, MetadataBearer } from "@smithy/types";
import type { ClientConfig, ResolvedClientConfig } from "./ClientConfig.js";
import { applyExtensions, type ClientDefinition, resolveConfig } from "./configuration.js";
import { pipelineStack } from "./pipeline.js";
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

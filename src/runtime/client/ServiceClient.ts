import type { HttpHandlerOptions, MetadataBearer } from "@smithy/types";
import type { ClientConfig, ResolvedClientConfig } from "../config/ClientConfig.js";
import { type ClientDefinition, resolveConfig } from "../config/resolveConfig.js";
import { Client } from "./Client.js";
import { pipelineStack } from "./pipeline.js";

/** What every generated client is made of: the resolved configuration and the pipeline. */
export class ServiceClient<
  Input extends object,
  Output extends MetadataBearer,
  Resolved extends ResolvedClientConfig,
> extends Client<HttpHandlerOptions, Input, Output, Resolved> {
  constructor(definition: ClientDefinition, configuration: ClientConfig | undefined) {
    const config = resolveConfig(definition, configuration ?? {});
    super(config as Resolved);
    this.initConfig = config;
    config.protocol.setSerdeContext(config as never);
    this.middlewareStack = pipelineStack<Input, Output>(config);
  }
}

import type { SmithyResolvedConfiguration } from "@smithy/smithy-client";
import type { Command, HttpHandlerOptions, MetadataBearer } from "@smithy/types";
import type { ClientConfig, ResolvedClientConfig } from "../config/ClientConfig.js";
import { type ClientDefinition, resolveConfig } from "../config/resolveConfig.js";
import { Client } from "./Client.js";
import type { Callback, RequestOptions } from "./invoke.js";
import { pipelineStack } from "./pipeline.js";

type SendableCommand<
  ClientInput extends object,
  In extends ClientInput,
  ClientOutput extends MetadataBearer,
  Out extends ClientOutput,
> = Command<ClientInput, In, ClientOutput, Out, SmithyResolvedConfiguration<HttpHandlerOptions>>;

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

  /**
   * Sends a command: returns a promise, or calls back where a callback is given.
   *
   * @throws (as the promise's rejection, or the callback's first argument) the service's exceptions, and what happens on the way.
   */
  // The callback form comes first so that TypeScript finds the types of an arrow function's parameters there.
  override send<In extends Input, Out extends Output>(
    command: SendableCommand<Input, In, Output, Out>,
    callback: Callback<Out>,
  ): void;
  override send<In extends Input, Out extends Output>(
    command: SendableCommand<Input, In, Output, Out>,
    options?: RequestOptions,
  ): Promise<Out>;
  override send<In extends Input, Out extends Output>(
    command: SendableCommand<Input, In, Output, Out>,
    options: RequestOptions,
    callback: Callback<Out>,
  ): void;
  // biome-ignore lint/suspicious/noExplicitAny: the overloads above are what callers see.
  override send(command: any, optionsOrCallback?: any, callback?: any): any {
    return super.send(command, optionsOrCallback, callback);
  }
}

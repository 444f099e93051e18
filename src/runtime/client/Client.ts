import type { Handler, HttpHandlerOptions, MetadataBearer, MetricsRecorder } from "@smithy/types";
import type { AnyStack, MiddlewareStack } from "../base/Middleware.js";
import type { Protocol } from "../base/smithyTypes.js";
import type { AnyRequestHandler } from "../http/RequestHandler.js";
import type { GivenProtocolSettings } from "../protocol/serde.js";
import type { ClientConfig } from "./ClientConfig.js";
import { middlewareStack } from "./middlewareStack.js";

/** The part of its configuration that a client needs. */
export interface ResolvedConfiguration<HandlerOptions> {
  requestHandler: AnyRequestHandler<HandlerOptions>;
  cacheMiddleware?: boolean;
  protocol?: Protocol;
  protocolSettings?: GivenProtocolSettings;
  readonly apiVersion: string;
}

/** A command for `send`, of this package or another one. */
export interface SendableCommand<
  ClientInput extends object,
  Input extends ClientInput,
  ClientOutput extends MetadataBearer,
  Output extends ClientOutput,
  Configuration,
> {
  readonly input: Input;
  // Input and output are inferred from the other members, because TypeScript cannot infer them from stacks of other declarations.
  readonly middlewareStack: AnyStack;
  /** The schema of the operation. */
  // biome-ignore lint/suspicious/noExplicitAny: as in each version of Smithy.
  readonly schema?: any;
  resolveMiddleware(
    stack: MiddlewareStack<ClientInput, ClientOutput>,
    configuration: Configuration,
    // biome-ignore lint/suspicious/noExplicitAny: the options of one call, for the request handler.
    options: any,
  ): Handler<Input, Output>;
}

/** Options of one call: abort signal, time limit of one attempt in milliseconds, and options of the request handler. */
export type RequestOptions<HandlerOptions = HttpHandlerOptions> = HandlerOptions & {
  metricsRecorder?: MetricsRecorder<unknown>;
};

// biome-ignore lint/suspicious/noExplicitAny: any value can be caught; AWS SDK clients have the same signature.
export type Callback<Output> = (error: any, data?: Output) => void;

/** A configuration may contain the class of a protocol instead of an instance. */
type GivenProtocol = Pick<ClientConfig, "protocol" | "protocolSettings">;

type AnyHandler = Handler<object, MetadataBearer>;

interface AnyCommand {
  readonly input: object;
  resolveMiddleware(stack: unknown, configuration: unknown, options: unknown): AnyHandler;
}

/**
 * A client with its handlers by command class, for `cacheMiddleware`. The class does not declare them: in Smithy's class, they are a
 * private member, and our clients are assignable to that class only without a member of this name.
 */
interface CachingClient {
  readonly config: { readonly cacheMiddleware?: boolean };
  readonly middlewareStack: unknown;
  handlers?: WeakMap<object, AnyHandler> | undefined;
}

/** Sends commands through a middleware stack, like Smithy's class of the same name. */
export class Client<
  HandlerOptions,
  ClientInput extends object,
  ClientOutput extends MetadataBearer,
  Configuration extends ResolvedConfiguration<HandlerOptions>,
> {
  readonly config: Configuration;
  middlewareStack: MiddlewareStack<ClientInput, ClientOutput> = middlewareStack();
  /** The configuration again: Smithy's clients use it to detect copies. */
  initConfig?: object;

  constructor(config: Configuration) {
    this.config = config;
    // Set in the constructor, because a sealed client cannot receive new properties.
    Object.assign(this, { handlers: undefined });
    const given: GivenProtocol = config;
    if (given.protocolSettings && typeof given.protocol === "function") {
      config.protocol = new given.protocol(given.protocolSettings);
    }
  }

  /**
   * Sends a command. Returns a promise, or calls the callback if there is one.
   *
   * @throws (as the promise's rejection, or the callback's first argument) the service's exceptions, and errors of sending the request.
   */
  // The callback form comes first so that TypeScript finds the types of an arrow function's parameters there.
  send<Input extends ClientInput, Output extends ClientOutput>(
    command: SendableCommand<ClientInput, Input, ClientOutput, Output, ResolvedConfiguration<HandlerOptions>>,
    callback: Callback<Output>,
  ): void;
  send<Input extends ClientInput, Output extends ClientOutput>(
    command: SendableCommand<ClientInput, Input, ClientOutput, Output, ResolvedConfiguration<HandlerOptions>>,
    options?: RequestOptions<HandlerOptions>,
  ): Promise<Output>;
  send<Input extends ClientInput, Output extends ClientOutput>(
    command: SendableCommand<ClientInput, Input, ClientOutput, Output, ResolvedConfiguration<HandlerOptions>>,
    options: RequestOptions<HandlerOptions>,
    callback: Callback<Output>,
  ): void;
  send(command: AnyCommand, optionsOrCallback?: unknown, lastCallback?: Callback<object>): unknown {
    const isCallback = typeof optionsOrCallback === "function";
    const callback = isCallback ? optionsOrCallback : lastCallback;
    const handler = handlerOf(this, command, isCallback ? undefined : (optionsOrCallback ?? undefined));
    const output = handler(command).then(outputOf);
    // In JavaScript, a wrapper can pass on `null`.
    if (!callback) {
      return output;
    }
    output
      .then(
        (data) => callback(null, data),
        (error: unknown) => callback(error),
      )
      // Errors of a callback are not handled here.
      .catch(() => {});
    return undefined;
  }

  /** Closes the connections of the request handler. */
  destroy(): void {
    this.config.requestHandler?.destroy?.();
    forgetHandlers(this);
  }
}

function outputOf<Output>({ output }: { output: Output }): Output {
  return output;
}

/** Not a private method, because a `Proxy` around a client, or an object that inherits from it, lacks private members. */
function handlerOf(client: CachingClient, command: AnyCommand, options: unknown): AnyHandler {
  if (typeof command?.resolveMiddleware !== "function") {
    throw new TypeError("send takes an instance of a command class");
  }
  const resolve = () => command.resolveMiddleware(client.middlewareStack, client.config, options);
  if (options !== undefined || client.config.cacheMiddleware !== true) {
    forgetHandlers(client);
    return resolve();
  }
  client.handlers ??= new WeakMap();
  let handler = client.handlers.get(command.constructor);
  if (handler === undefined) {
    handler = resolve();
    client.handlers.set(command.constructor, handler);
  }
  return handler;
}

/** Writes only if there is something to delete, so that frozen clients work. */
function forgetHandlers(client: CachingClient): void {
  if (client.handlers !== undefined) {
    client.handlers = undefined;
  }
}

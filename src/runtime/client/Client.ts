import type { Handler, HttpHandlerOptions, MetadataBearer, MetricsRecorder, RequestHandler } from "@smithy/types";
import type { MiddlewareStack } from "../base/Middleware.js";
import type { Protocol, ProtocolConstructor } from "../protocol/serde.js";
import { middlewareStack } from "./middlewareStack.js";

/** What a client needs of its configuration. */
export interface ResolvedConfiguration<HandlerOptions> {
  // biome-ignore lint/suspicious/noExplicitAny: requests and responses are between a protocol and its handler.
  requestHandler: RequestHandler<any, any, HandlerOptions>;
  cacheMiddleware?: boolean;
  protocol?: Protocol;
  protocolSettings?: { defaultNamespace?: string; [setting: string]: unknown };
  readonly apiVersion: string;
}

/** A command as `send` takes it, of this package or another one. */
export interface SendableCommand<
  ClientInput extends object,
  Input extends ClientInput,
  ClientOutput extends MetadataBearer,
  Output extends ClientOutput,
  Configuration,
> {
  readonly input: Input;
  // Input and output are inferred from the other members; from stacks of other declarations, TypeScript cannot infer them.
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly middlewareStack: MiddlewareStack<any, any>;
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

/** Options of one call: abort signal, time limit of one attempt in milliseconds, and what the request handler takes. */
export type RequestOptions<HandlerOptions = HttpHandlerOptions> = HandlerOptions & {
  metricsRecorder?: MetricsRecorder<unknown>;
};

// biome-ignore lint/suspicious/noExplicitAny: what is caught can be anything; the same signature as every AWS SDK client has.
export type Callback<Output> = (error: any, data?: Output) => void;

/** The part of a configuration that may hold the class of a protocol in place of an instance. */
interface GivenProtocol {
  protocol?: Protocol | ProtocolConstructor;
  protocolSettings?: object;
}

type AnyHandler = Handler<object, MetadataBearer>;

interface AnyCommand {
  readonly input: object;
  resolveMiddleware(stack: unknown, configuration: unknown, options: unknown): AnyHandler;
}

/**
 * A client with its handlers by command class, for `cacheMiddleware`. The class does not declare them: in Smithy's class they are
 * a private member, and TypeScript takes our clients for instances of that class only if they have no member of the name.
 */
interface CachingClient {
  readonly config: { readonly cacheMiddleware?: boolean };
  readonly middlewareStack: unknown;
  handlers?: WeakMap<object, AnyHandler> | undefined;
}

/** Sends commands through a middleware stack, as Smithy's own client of the name does. */
export class Client<
  HandlerOptions,
  ClientInput extends object,
  ClientOutput extends MetadataBearer,
  Configuration extends ResolvedConfiguration<HandlerOptions>,
> {
  readonly config: Configuration;
  middlewareStack: MiddlewareStack<ClientInput, ClientOutput> = middlewareStack();
  /** The configuration, once more: Smithy's clients can tell by it whether it was copied on the way. */
  initConfig?: object;

  constructor(config: Configuration) {
    this.config = config;
    // There from the start: a sealed client takes no new property.
    Object.assign(this, { handlers: undefined });
    const given: GivenProtocol = config;
    if (given.protocolSettings && typeof given.protocol === "function") {
      config.protocol = new given.protocol(given.protocolSettings);
    }
  }

  /**
   * Sends a command: returns a promise, or calls back where a callback is given.
   *
   * @throws (as the promise's rejection, or the callback's first argument) the service's exceptions, and what happens on the way.
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
    if (callback === undefined) {
      return output;
    }
    output
      .then(
        (data) => callback(null, data),
        (error: unknown) => callback(error),
      )
      // What a callback throws is its own affair.
      .catch(() => {});
    return undefined;
  }

  /** Closes what the request handler keeps open. */
  destroy(): void {
    this.config.requestHandler?.destroy?.();
    forgetHandlers(this);
  }
}

function outputOf<Output>({ output }: { output: Output }): Output {
  return output;
}

/** Not a private method: a `Proxy` around a client has none of its private members, nor has an object that inherits from it. */
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

/** Writes only if there is something to forget, so that frozen clients work. */
function forgetHandlers(client: CachingClient): void {
  if (client.handlers !== undefined) {
    client.handlers = undefined;
  }
}

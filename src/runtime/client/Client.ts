import type { Client as SmithyClient } from "@smithy/smithy-client";
import type { Handler, HttpHandlerOptions, MetadataBearer, MiddlewareStack, RequestHandler } from "@smithy/types";
import { middlewareStack } from "./middlewareStack.js";

interface Configuration {
  // biome-ignore lint/suspicious/noExplicitAny: requests and responses are between a protocol and its handler.
  requestHandler: RequestHandler<any, any, HttpHandlerOptions>;
  cacheMiddleware?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: a protocol, or its constructor, of requests and responses of any kind.
  protocol?: any;
  protocolSettings?: object;
}
type AnyHandler = Handler<object, MetadataBearer>;
interface AnyCommand {
  resolveMiddleware(stack: unknown, configuration: unknown, options: unknown): AnyHandler;
}
interface CachingClient {
  readonly config: Configuration;
  readonly middlewareStack: MiddlewareStack<object, object>;
  handlers?: WeakMap<object, AnyHandler> | undefined;
}
type AnyCallback = (error: unknown, data?: object) => void;

/**
 * Sends commands through a middleware stack, as Smithy's own client of the name does; to TypeScript it is that class, so that
 * what takes a client of AWS's takes ours.
 */
export const Client: typeof SmithyClient = class Client {
  readonly config: Configuration;
  middlewareStack: MiddlewareStack<object, object> = middlewareStack();
  /** The configuration, once more: Smithy's clients can tell by it whether it was copied on the way. */
  initConfig?: object;
  /** Handlers by command class, with `cacheMiddleware`. */
  handlers?: WeakMap<object, AnyHandler> | undefined;

  constructor(config: Configuration) {
    this.config = config;
    const { protocol: Protocol, protocolSettings } = config;
    if (protocolSettings && typeof Protocol === "function") {
      config.protocol = new Protocol(protocolSettings);
    }
  }

  send(command: AnyCommand, optionsOrCallback?: unknown, lastCallback?: AnyCallback): Promise<object> | undefined {
    const isCallback = typeof optionsOrCallback === "function";
    const callback = isCallback ? (optionsOrCallback as AnyCallback) : lastCallback;
    const handler = handlerOf(this, command, isCallback ? undefined : optionsOrCallback);
    const output = handler(command as never).then(outputOf);
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

  destroy(): void {
    this.config.requestHandler?.destroy?.();
    forgetHandlers(this);
  }
} as never;
/** An instance of {@link Client}. */
export type Client<
  HandlerOptions,
  Input extends object,
  Output extends MetadataBearer,
  Resolved extends ConstructorParameters<typeof SmithyClient<HandlerOptions, Input, Output, never>>[0],
> = SmithyClient<HandlerOptions, Input, Output, Resolved>;

function outputOf<Output>({ output }: { output: Output }): Output {
  return output;
}

/** Not a private method: a `Proxy` around a client has none of its private members, nor has an object that inherits from it. */
function handlerOf(client: CachingClient, command: AnyCommand, options: unknown): AnyHandler {
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

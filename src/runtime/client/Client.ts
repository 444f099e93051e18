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
    const output = this.#handlerOf(
      command,
      isCallback ? undefined : optionsOrCallback,
    )(command as never).then(outputOf);
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
    this.handlers = undefined;
  }

  #handlerOf(command: AnyCommand, options: unknown): AnyHandler {
    const resolve = () => command.resolveMiddleware(this.middlewareStack, this.config, options);
    if (options !== undefined || this.config.cacheMiddleware !== true) {
      this.handlers = undefined;
      return resolve();
    }
    this.handlers ??= new WeakMap();
    let handler = this.handlers.get(command.constructor);
    if (handler === undefined) {
      handler = resolve();
      this.handlers.set(command.constructor, handler);
    }
    return handler;
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

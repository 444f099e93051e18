import type {
  FetchHttpHandlerOptions,
  HttpHandlerOptions,
  NodeHttpHandlerOptions,
  RequestHandler as SmithyRequestHandler,
} from "@smithy/types";

// biome-ignore lint/suspicious/noExplicitAny: handlers of fetch, of Node.js and of users' own making differ in their options.
export type RequestHandler = SmithyRequestHandler<any, any, HttpHandlerOptions> & {
  updateHttpClientConfig?: (key: never, value: never) => void;
  httpHandlerConfigs?: () => object;
};

/** A request handler that can be configured later, as extensions get it. */
// biome-ignore lint/suspicious/noExplicitAny: see `RequestHandler`.
export type HttpHandler = SmithyRequestHandler<any, any, HttpHandlerOptions> & {
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): object;
};

/** A request handler that can be configured later, or options for the platform's own. */
export type HttpHandlerInput = HttpHandler | NodeHttpHandlerOptions | FetchHttpHandlerOptions | Record<string, unknown>;

/** A request handler, or options for the platform's own. */
export type RequestHandlerInput = RequestHandler | HttpHandlerInput;

export function isRequestHandler(given: RequestHandlerInput | undefined): given is RequestHandler {
  return typeof (given as Partial<RequestHandler> | undefined)?.handle === "function";
}

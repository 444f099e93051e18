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
  return typeof Object(given).handle === "function";
}

export interface RequestHandlerOptions {
  connectionTimeout: number;
  requestTimeout: number;
  maxResponseSize: number;
  throwOnRequestTimeout: boolean;
  [option: string]: unknown;
}

/** No timer holds more: engines fire one of 2^31 ms (25 days) or more at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The largest response that is read, in bytes. The service's largest are some 100 kB; without a limit, a peer can fill the memory. */
export const MAX_RESPONSE_SIZE: number = 16 * 2 ** 20;

/** Time for one attempt, the body included. The service's slowest responses take a few seconds. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** Options for the platform's own handler where the caller gives none. AWS's clients have no limits: a call can hang forever. */
export const defaultOptions: RequestHandlerOptions = {
  // Time to connect, in milliseconds. A machine that is there answers within a second, retransmissions included.
  connectionTimeout: 5_000,
  requestTimeout: REQUEST_TIMEOUT_MS,
  maxResponseSize: MAX_RESPONSE_SIZE,
  throwOnRequestTimeout: true,
};

/** Options that are limits. */
const LIMITS = /^(?:connection|request|socket\w*)Timeout$|ResponseSize$/;

/**
 * The caller's options for the platform's own handler. An option that is undefined is not given.
 *
 * @throws Error that names the option, for a limit that is not one.
 */
export function givenOptions(given: object | undefined): Partial<RequestHandlerOptions> {
  return Object.fromEntries(
    Object.entries(given ?? {})
      .filter(([, value]) => value != null)
      .map(([name, value]) => [name, LIMITS.test(name) ? limitOf(`requestHandler.${name}`, value) : value]),
  );
}

/**
 * A limit as it is used: a number, and 0 for none.
 *
 * Numbers are taken also as text, as the environment holds them. 0 and Infinity turn a limit off, and so does what no timer
 * can hold.
 *
 * @throws Error that names the option, for anything else.
 */
export function limitOf(option: string, value: unknown): number {
  const limit = typeof value === "string" && value.trim() ? Number(value) : value;
  if (typeof limit === "number" && limit >= 0) {
    return limit > LONGEST_TIMER_MS ? 0 : limit;
  }
  throw new Error(`${option} must be a number, 0 or more`);
}

export function responseTooLarge(limit: number): Error {
  return new Error(`The response is larger than maxResponseSize, ${limit} bytes`);
}

import type {
  FetchHttpHandlerOptions,
  HttpHandlerOptions,
  NodeHttpHandlerOptions,
  RequestHandler as SmithyRequestHandler,
} from "@smithy/types";

/** A handler of any protocol. Requests and responses are between the protocol and its handler. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type AnyRequestHandler<Options = any> = SmithyRequestHandler<any, any, Options>;

export type RequestHandler = AnyRequestHandler<HttpHandlerOptions> & {
  updateHttpClientConfig?: (key: never, value: never) => void;
  httpHandlerConfigs?: () => object;
};

/** A request handler that can be configured later, as passed to extensions. */
export type HttpHandler = AnyRequestHandler<HttpHandlerOptions> & {
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): object;
};

/** A request handler that can be configured later, or options for the platform's handler. */
export type HttpHandlerInput = HttpHandler | NodeHttpHandlerOptions | FetchHttpHandlerOptions | Record<string, unknown>;

/** A request handler, or options for the platform's handler. */
export type RequestHandlerInput = RequestHandler | HttpHandlerInput;

export function isRequestHandler(given: RequestHandlerInput | undefined): given is RequestHandler {
  return typeof Object(given).handle === "function";
}

export interface RequestHandlerOptions {
  connectionTimeout: number;
  requestTimeout: number;
  maxResponseSize: number;
  throwOnRequestTimeout: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: each platform's handler has its own options.
  [option: string]: any;
}

/** The longest timer: engines fire a timer of 2^31 ms (25 days) or more immediately. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The largest response that is read, in bytes. The service's largest responses have about 100 kB; without a limit, a server could exhaust
 * the memory.
 */
export const MAX_RESPONSE_SIZE: number = 16 * 2 ** 20;

/** Time limit for one attempt, including the body. The service's slowest responses take a few seconds. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** Default options for the platform's handler. AWS's clients have no limits, so a call can hang forever. */
export const defaultOptions: RequestHandlerOptions = {
  // Time limit for connecting, in milliseconds. A reachable machine responds within a second, including retransmissions.
  connectionTimeout: 5_000,
  requestTimeout: REQUEST_TIMEOUT_MS,
  maxResponseSize: MAX_RESPONSE_SIZE,
  throwOnRequestTimeout: true,
};

/**
 * The caller's request handler, or the platform's handler with the caller's options.
 *
 * @throws Error that names the option, for an invalid time limit.
 */
export function createRequestHandler(
  PlatformHandler: new (
    options: () => Promise<RequestHandlerOptions>,
    given: HttpHandlerInput | undefined,
  ) => RequestHandler,
  given: RequestHandlerInput | undefined,
  modeDefaults: () => Promise<object>,
): RequestHandler {
  if (isRequestHandler(given)) {
    return given;
  }
  const options = givenOptions(given);
  return new PlatformHandler(async () => ({ ...defaultOptions, ...(await modeDefaults()), ...options }), given);
}

/** Options that are limits. */
const LIMITS = /^(?:connection|request|socket\w*)Timeout$|ResponseSize$/;

/**
 * The caller's options for the platform's handler. Undefined options count as not set.
 *
 * @throws Error that names the option, for an invalid limit.
 */
export function givenOptions(given: object | undefined): Partial<RequestHandlerOptions> {
  return Object.fromEntries(
    Object.entries(given ?? {})
      .filter(([, value]) => value != null)
      .map(([name, value]) => [name, LIMITS.test(name) ? limitOf(`requestHandler.${name}`, value) : value]),
  );
}

/**
 * Converts a limit to a number, which is 0 for none.
 *
 * Numeric strings are accepted, as from the environment. 0, Infinity, and values that are too large for a timer turn a limit off.
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

import { limitOf, MAX_RESPONSE_SIZE } from "./limits.js";

export interface RequestHandlerOptions {
  connectionTimeout: number;
  requestTimeout: number;
  maxResponseSize: number;
  throwOnRequestTimeout: boolean;
  [option: string]: unknown;
}

/** Options for the platform's own handler where the caller gives none. AWS's clients have no limits: a call can hang forever. */
export const defaultOptions: RequestHandlerOptions = {
  // Time to connect, in milliseconds. A machine that is there answers within a second, retransmissions included.
  connectionTimeout: 5_000,
  // Time for one attempt, the body included. The service's slowest responses take a few seconds.
  requestTimeout: 30_000,
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

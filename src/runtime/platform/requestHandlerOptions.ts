/** Time to reach the server, in milliseconds. A machine that is there answers within a second, retransmissions included. */
const CONNECTION_TIMEOUT_MS = 5_000;
/** Time for one attempt, the body included, in milliseconds. The service's slowest answers take a few seconds. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface RequestHandlerOptions {
  connectionTimeout: number;
  requestTimeout: number;
  throwOnRequestTimeout: boolean;
  [option: string]: unknown;
}

/** The caller's options for the platform's own handler, completed. AWS's clients have no limits: a call can hang for ever. */
export function requestHandlerOptions(given: object | undefined, modeDefaults: object): RequestHandlerOptions {
  const isDefined = ([, value]: [string, unknown]) => value !== undefined;
  return {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
    ...modeDefaults,
    ...Object.fromEntries(Object.entries(given ?? {}).filter(isDefined)),
  };
}

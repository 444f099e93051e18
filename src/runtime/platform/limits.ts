/** No timer holds more: engines fire one of 2^31 ms (25 days) or more at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The largest response that is read, in bytes. The service's largest are some 100 kB; without a limit, a peer can fill the memory. */
export const MAX_RESPONSE_SIZE: number = 16 * 2 ** 20;

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

import { stopwatch } from "../runtime/base/stopwatch.js";

/** Credentials of the enhanced flow always live for an hour. */
export const HOUR_MS = 3_600_000;
/** STS issues no credentials with a shorter life. */
const SHORTEST_LIFE_MS = 900_000;
/** The device's clock and the server's agree: the `Date` header has whole seconds, and the response was on its way. */
const AGREEMENT_MS = 5_000;

/**
 * Counts how many milliseconds of life credentials that have just been received have left.
 *
 * Neither the device's clock nor when it is set matters: their life is what is between the server's own time (`Date`) and
 * the expiration, counted from receipt by a {@link stopwatch}.
 *
 * @param headers - of the response; undefined when there was none, as with a client in a test.
 * @param usualLife - in milliseconds, used where neither server nor device give a plausible time.
 */
export function lifetime(
  expiration: Date | undefined,
  headers: Partial<Record<string, string>> | undefined,
  usualLife: number,
): (now?: number) => number {
  const receivedAt = Date.now();
  const elapsed = stopwatch();
  // A response with an age comes from a cache, and its date from another time (RFC 9111, 5.1).
  const date = headers?.age === undefined ? Date.parse(headers?.date ?? "") : Number.NaN;
  const serverTime = Math.abs(date - receivedAt) < AGREEMENT_MS || Number.isNaN(date) ? receivedAt : date;
  const stated = Number(expiration) - serverTime;
  // Browsers hide the date from pages unless the service exposes it, and then a wrong clock shows in an impossible life.
  const isPlausible = stated > SHORTEST_LIFE_MS - AGREEMENT_MS && stated < usualLife + AGREEMENT_MS;
  const life = isPlausible || (headers === undefined && expiration !== undefined) ? stated : usualLife;
  return (now) => life - elapsed(now);
}

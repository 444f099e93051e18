/** Credentials of the enhanced flow always live for an hour. */
export const HOUR_MS = 3_600_000;
/** STS gives no credentials that live shorter. */
const SHORTEST_LIFE_MS = 900_000;
/** The device's clock and the server's agree: the `Date` header has whole seconds, and the answer was on its way. */
const AGREEMENT_MS = 5_000;
/** The device's clock has whole milliseconds, and the two are read one after the other. */
const JITTER_MS = 1_000;

/**
 * Counts how many milliseconds credentials that have just been received still live.
 *
 * Neither the device's clock nor when it is set matters: life is what is between the server's own time (`Date`) and the
 * expiration, counted from receipt on a clock that nobody sets. That clock may stand still while a device sleeps, the
 * device's does not, so whichever of the two says that more time has passed is right.
 *
 * @param headers - of the answer; undefined when there was none, as with a client in a test.
 * @param usualLife - in milliseconds, taken where neither server nor device tell a time that can be.
 */
export function lifetime(
  expiration: Date | undefined,
  headers: Partial<Record<string, string>> | undefined,
  usualLife: number,
): (now?: number) => number {
  const [receivedAt, startedAt] = [Date.now(), monotonicTime()];
  // An answer with an age comes from a cache, and its date from another time (RFC 9111, 5.1).
  const date = headers?.age === undefined ? Date.parse(headers?.date ?? "") : Number.NaN;
  const serverTime = Math.abs(date - receivedAt) < AGREEMENT_MS || Number.isNaN(date) ? receivedAt : date;
  const told = Number(expiration) - serverTime;
  // Browsers hide the date from pages unless the service exposes it, and then a wrong clock shows in a life that cannot be.
  const isPlausible = told > SHORTEST_LIFE_MS - AGREEMENT_MS && told < usualLife + AGREEMENT_MS;
  const life = isPlausible || (headers === undefined && expiration !== undefined) ? told : usualLife;
  return (now = Date.now()) => life - Math.max(now - receivedAt, monotonicTime() - startedAt - JITTER_MS);
}

/** Milliseconds on a clock that nobody sets; bare engines have none. */
function monotonicTime(): number {
  return globalThis.performance?.now() ?? Date.now();
}

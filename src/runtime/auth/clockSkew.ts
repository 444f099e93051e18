import { HttpResponse } from "../protocol/HttpResponse.js";

/** AWS refuses a signature whose time is more than five minutes off; one minute is left for the way there. */
const CLOCK_SKEW_LIMIT_MS = 4 * 60_000;
/** An answer that took longer than this says too little about the present. */
const MAXIMUM_ROUND_TRIP_MS = 15 * 60_000;

export function clockSkewExceedsLimit(offset: number): boolean {
  return Math.abs(offset) >= CLOCK_SKEW_LIMIT_MS;
}

/**
 * How far the server's clock is ahead of ours, in milliseconds; undefined when the response does not tell.
 *
 * A response with an `age` header comes from a cache, and its date from another time (RFC 9111, 5.1).
 */
export function updatedClockOffset(response: unknown, sentAt: number, serverTime?: string): number | undefined {
  const headers = HttpResponse.isInstance(response) ? response.headers : {};
  const time = Date.parse(serverTime ?? headers.date ?? headers.Date ?? "");
  const receivedAt = Date.now();
  const isCached = (headers.age ?? headers.Age) !== undefined;
  return Number.isNaN(time) || isCached || receivedAt - sentAt > MAXIMUM_ROUND_TRIP_MS ? undefined : time - receivedAt;
}

import { HttpResponse } from "../protocol/HttpResponse.js";

/** AWS refuses a signature whose time is more than five minutes off; one minute is left for the way there. */
const CLOCK_SKEW_LIMIT_MS = 4 * 60_000;
/** A response that took longer than this says too little about the present. */
const MAXIMUM_ROUND_TRIP_MS = 15 * 60_000;
/** 2012 to 9998: before, there was no Signature Version 4; after, `x-amz-date` cannot hold the year. */
const EARLIEST_SERVER_TIME = 1_325_376_000_000;
const LATEST_SERVER_TIME = 253_370_764_800_000;

/** Whether a signature fails when it is made with a clock that differs this much, in milliseconds, from the server's. */
export function clockSkewExceedsLimit(difference: number): boolean {
  return Math.abs(difference) >= CLOCK_SKEW_LIMIT_MS;
}

/**
 * How far the server's clock is ahead of ours, in milliseconds; undefined when the response does not say.
 *
 * A response with an `age` header comes from a cache, and its date from another time (RFC 9111, 5.1).
 *
 * @param serverTime - what an error says about the server's time, if it says anything.
 */
export function updatedClockOffset(response: unknown, sentAt: number, serverTime?: unknown): number | undefined {
  const headers = HttpResponse.isInstance(response) ? response.headers : {};
  const time = Date.parse(typeof serverTime === "string" ? serverTime : (headers.date ?? headers.Date ?? ""));
  const receivedAt = Date.now();
  const isCached = (headers.age ?? headers.Age) !== undefined;
  const isPlausible = time >= EARLIEST_SERVER_TIME && time < LATEST_SERVER_TIME;
  return !isPlausible || isCached || receivedAt - sentAt > MAXIMUM_ROUND_TRIP_MS ? undefined : time - receivedAt;
}

import type { Logger } from "@smithy/types";
import { HttpResponse } from "../protocol/HttpResponse.js";
import { quietly } from "../quietly.js";

/** What is longer is as good as this long; a `Date` cannot hold every number that a header can. */
const LONGEST_HINT_MS = 365 * 86_400_000;

/**
 * The time before which the service does not want to see the request again.
 *
 * `retry-after` holds seconds or an HTTP date (RFC 9110, 10.2.3), `x-amz-retry-after` milliseconds.
 */
export function retryAfterHint(response: unknown, logger: Logger | undefined): Date | undefined {
  if (!HttpResponse.isInstance(response)) {
    return undefined;
  }
  for (const [name, value] of Object.entries(response.headers)) {
    switch (name.toLowerCase()) {
      case "retry-after":
        return inMilliseconds(secondsOf(value) * 1000, name, logger);
      case "x-amz-retry-after":
        return inMilliseconds(Number(value), name, logger);
    }
  }
  return undefined;
}

function secondsOf(value: string): number {
  const seconds = /^(?:.* GMT, )?(\d+(?:\.\d+)?)$/.exec(value)?.[1];
  if (seconds !== undefined) {
    return Number(seconds);
  }
  const difference = (Date.parse(value) - Date.now()) / 1000;
  return value.endsWith("GMT") || difference >= 0 ? difference : Number.NaN;
}

function inMilliseconds(delay: number, header: string, logger: Logger | undefined): Date | undefined {
  if (Number.isNaN(delay)) {
    void quietly(() => logger?.trace?.(`Failed to parse ${header} header`));
    return undefined;
  }
  return new Date(Date.now() + Math.max(-LONGEST_HINT_MS, Math.min(delay, LONGEST_HINT_MS)));
}

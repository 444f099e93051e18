import type { Logger, RetryErrorType } from "@smithy/types";
import { quietly } from "../errors/thrown.js";
import { isNetworkFailure } from "../platform/index.js";
import { HttpResponse } from "../protocol/httpMessages.js";

/** What classification looks at; any of it may be missing, for anything can be thrown. */
interface ThrownLike {
  name?: string;
  message?: string;
  code?: string;
  cause?: unknown;
  $retryable?: { throttling?: boolean };
  $metadata?: { httpStatusCode?: number; clockSkewCorrected?: boolean };
}

const THROTTLING_NAMES = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);
const TRANSIENT_NAMES = new Set(["TimeoutError", "RequestTimeout", "RequestTimeoutException"]);
const TRANSIENT_STATUS_CODES = new Set([500, 502, 503, 504]);
/** Causes of causes are followed no further than this, for they can form a circle. */
const MAXIMUM_CAUSE_DEPTH = 10;

/** Sorts an error into what retry strategies know (names and codes: AWS SDKs, "Retry behavior"). */
export function errorTypeOf(thrown: unknown): RetryErrorType {
  const error: ThrownLike = Object(thrown);
  if (isThrottling(error)) {
    return "THROTTLING";
  }
  if (isTransient(error)) {
    return "TRANSIENT";
  }
  const status = error.$metadata?.httpStatusCode ?? 0;
  return status >= 500 && status <= 599 ? "SERVER_ERROR" : "CLIENT_ERROR";
}

function isThrottling({ name = "", $metadata, $retryable }: ThrownLike): boolean {
  return $metadata?.httpStatusCode === 429 || THROTTLING_NAMES.has(name) || $retryable?.throttling === true;
}

function isTransient(error: ThrownLike, depth = 0): boolean {
  const { name = "", message = "", $metadata } = error;
  if (name === "AbortError") {
    return false;
  }
  return (
    error.$retryable !== undefined ||
    Boolean($metadata?.clockSkewCorrected) ||
    (name === "InvalidSignatureException" && message.includes("Signature expired")) ||
    TRANSIENT_NAMES.has(name) ||
    TRANSIENT_STATUS_CODES.has($metadata?.httpStatusCode ?? 0) ||
    isNetworkFailure(error) ||
    isFetchFailure(error) ||
    (error.cause !== undefined && depth <= MAXIMUM_CAUSE_DEPTH && isTransient(Object(error.cause), depth + 1))
  );
}

/** What browsers and React Native say when `fetch` fails; a handler that is not ours passes it on unnamed. */
const FETCH_MESSAGES = new Set([
  "Failed to fetch",
  "NetworkError when attempting to fetch resource",
  "The Internet connection appears to be offline",
  "Load failed",
  "Network request failed",
]);

export function isFetchFailure(error: { message?: string }): boolean {
  return error instanceof TypeError && FETCH_MESSAGES.has(error.message);
}

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

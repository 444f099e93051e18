import type { Logger, RetryErrorType } from "@smithy/types";
import { quietly } from "../errors/thrown.js";
import { isHttpResponse } from "../http/httpMessages.js";
import { isNetworkFailure } from "../platform/index.js";

/** The members that classification reads. Any may be missing, because any value can be thrown. */
interface ThrownLike {
  name?: string;
  message?: string;
  code?: string;
  cause?: unknown;
  $retryable?: { throttling?: boolean };
  $metadata?: { httpStatusCode?: number; clockSkewCorrected?: boolean };
}

const THROTTLING =
  /^((Bandwidth|Request)LimitExceeded|PriorRequestNotComplete|SlowDown|(RequestThrottled|Throttling)(Exception)?|((EC2)?Throttled|(Limit|ProvisionedThroughput)Exceeded|TooManyRequests|TransactionInProgress)Exception)$/;
/** Names of transient errors. */
const TRANSIENT = /^(TimeoutError|RequestTimeout(Exception)?)$/;
/** The messages of browsers and React Native if `fetch` fails. Handlers other than ours do not name these errors. */
const FETCH_FAILURE =
  /^(Failed to fetch|NetworkError when attempting to fetch resource|The Internet connection appears to be offline|Load failed|Network request failed)$/;
/** The maximum depth of causes, because they can form a circle. */
const MAXIMUM_CAUSE_DEPTH = 10;

/** Classifies an error for retry strategies. */
export function errorTypeOf(thrown: unknown): RetryErrorType {
  const { $metadata }: ThrownLike = Object(thrown);
  return transientTypeOf(thrown) ?? (/^5..$/.test(`${$metadata?.httpStatusCode}`) ? "SERVER_ERROR" : "CLIENT_ERROR");
}

/** Why a request can be sent again; undefined if that is useless (names and codes: AWS SDKs, "Retry behavior"). */
export function transientTypeOf(thrown: unknown): "THROTTLING" | "TRANSIENT" | undefined {
  const { name = "", $metadata, $retryable }: ThrownLike = Object(thrown);
  if ($metadata?.httpStatusCode === 429 || THROTTLING.test(name) || $retryable?.throttling === true) {
    return "THROTTLING";
  }
  return isTransient(thrown, MAXIMUM_CAUSE_DEPTH) ? "TRANSIENT" : undefined;
}

function isTransient(thrown: unknown, depth: number): boolean {
  const error: ThrownLike = Object(thrown);
  const { name = "", message = "", cause, $metadata, $retryable } = error;
  return (
    name !== "AbortError" &&
    ($retryable !== undefined ||
      $metadata?.clockSkewCorrected === true ||
      (name === "InvalidSignatureException" && message.includes("Signature expired")) ||
      TRANSIENT.test(name) ||
      [500, 502, 503, 504].includes($metadata?.httpStatusCode ?? 0) ||
      isNetworkFailure(error) ||
      (error instanceof TypeError && FETCH_FAILURE.test(message)) ||
      (depth > 0 && isTransient(cause, depth - 1)))
  );
}

/** The maximum delay, a year in milliseconds. A `Date` cannot represent every number that a header can contain. */
const LONGEST_HINT_MS = 31_536_000_000;

/** The earliest time at which the service accepts the request again. */
export function retryAfterHint(response: unknown, logger: Logger | undefined): Date | undefined {
  const [delay = 0, header] = retryAfter(response);
  if (Number.isNaN(delay)) {
    void quietly(() => logger?.trace?.(`Failed to parse ${header} header`));
  } else if (header) {
    return new Date(Date.now() + Math.max(-LONGEST_HINT_MS, Math.min(delay, LONGEST_HINT_MS)));
  }
  return undefined;
}

const RETRY_AFTER = /^(x-amz-)?retry-after$/i;

/**
 * The number of milliseconds for which the service requires the client to wait (NaN if it can't be read), and the header with it.
 *
 * `retry-after` contains seconds or an HTTP date (RFC 9110, 10.2.3), `x-amz-retry-after` milliseconds.
 */
export function retryAfter(response: unknown): [delay?: number, header?: string] {
  for (const [name, value] of Object.entries(isHttpResponse(response) ? response.headers : {})) {
    const [header, isMilliseconds] = RETRY_AFTER.exec(name) ?? [];
    if (header) {
      return [isMilliseconds ? Number(value) : secondsOf(value) * 1_000, header];
    }
  }
  return [];
}

function secondsOf(value: string): number {
  const [, seconds] = /^(?:.* GMT, )?(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  const difference = (Date.parse(value) - Date.now()) / 1_000;
  return seconds ? Number(seconds) : value.endsWith("GMT") || difference >= 0 ? difference : Number.NaN;
}

import type { RetryErrorType } from "@smithy/types";
import { isNetworkFailure } from "./isNetworkFailure.js";

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
    (error.cause !== undefined && depth <= MAXIMUM_CAUSE_DEPTH && isTransient(Object(error.cause), depth + 1))
  );
}

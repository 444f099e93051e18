import { expect, test } from "vitest";
import { errorTypeOf } from "../../../../src/runtime/retry/errorTypeOf.js";

const error = (facts: object) => Object.assign(new Error(), facts);

test.each([
  ["THROTTLING", { name: "TooManyRequestsException" }],
  ["THROTTLING", { name: "LimitExceededException" }],
  ["THROTTLING", { $metadata: { httpStatusCode: 429 } }],
  ["THROTTLING", { $retryable: { throttling: true } }],
  ["THROTTLING", { name: "SlowDown", $metadata: { httpStatusCode: 503 } }],
  ["TRANSIENT", { name: "TimeoutError" }],
  ["TRANSIENT", { name: "RequestTimeout", $metadata: { httpStatusCode: 400 } }],
  ["TRANSIENT", { $metadata: { httpStatusCode: 500 } }],
  ["TRANSIENT", { $metadata: { httpStatusCode: 504 } }],
  ["TRANSIENT", { code: "ECONNRESET" }],
  ["TRANSIENT", { code: "ENOTFOUND" }],
  ["TRANSIENT", { $retryable: {} }],
  ["TRANSIENT", { $metadata: { clockSkewCorrected: true } }],
  ["TRANSIENT", { name: "InvalidSignatureException", message: "Signature expired: …" }],
  ["TRANSIENT", { cause: { code: "ECONNREFUSED" } }],
  ["TRANSIENT", { cause: { cause: { cause: { name: "TimeoutError" } } } }],
  ["TRANSIENT", { code: "ERR_HTTP2_STREAM_ERROR", message: "Stream closed with error code NGHTTP2_REFUSED_STREAM" }],
  ["SERVER_ERROR", { $metadata: { httpStatusCode: 501 } }],
  ["SERVER_ERROR", { $metadata: { httpStatusCode: 599 } }],
  ["CLIENT_ERROR", { $metadata: { httpStatusCode: 400 } }],
  ["CLIENT_ERROR", { $metadata: { httpStatusCode: 600 } }],
  ["CLIENT_ERROR", { name: "InvalidSignatureException", message: "wrong key" }],
  ["CLIENT_ERROR", { name: "AbortError", cause: { name: "TimeoutError" } }],
  ["CLIENT_ERROR", { name: "AbortError", $retryable: {} }],
  ["CLIENT_ERROR", {}],
])("%s: %j", (type, facts) => {
  expect(errorTypeOf(error(facts))).toBe(type);
});

test("errors from fetch are transient", () => {
  expect(errorTypeOf(new TypeError("Failed to fetch"))).toBe("TRANSIENT");
  expect(errorTypeOf(new TypeError("x is not a function"))).toBe("CLIENT_ERROR");
  expect(errorTypeOf(new Error("Failed to fetch"))).toBe("CLIENT_ERROR");
});

test.each([undefined, null, "text", 7, Symbol("s")])("any value can be thrown, such as %s", (thrown) => {
  expect(errorTypeOf(thrown)).toBe("CLIENT_ERROR");
});

test("circular causes are handled", () => {
  const one = error({});
  const other = error({ cause: one });
  Object.assign(one, { cause: other });
  expect(errorTypeOf(one)).toBe("CLIENT_ERROR");
});

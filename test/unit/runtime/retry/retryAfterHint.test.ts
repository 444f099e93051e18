import { HttpResponse } from "@smithy/protocol-http";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { retryAfterHint } from "../../../../src/runtime/retry/errorTypeOf.js";

const hint = (headers: Record<string, string>) => {
  const date = retryAfterHint(new HttpResponse({ statusCode: 503, headers }), undefined);
  return date && date.getTime() - Date.now();
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) });
  return () => void vi.useRealTimers();
});

describe("the hint", () => {
  test.each([
    ["retry-after", "120", 120_000],
    ["Retry-After", "0.5", 500],
    ["retry-after", "0", 0],
    ["x-amz-retry-after", "1500", 1500],
    ["X-Amz-Retry-After", "0", 0],
  ])("of %s: %s", (name, value, expected) => {
    expect(hint({ [name]: value })).toBe(expected);
  });

  test("for an HTTP date is that time", () => {
    expect(hint({ "retry-after": new Date(Date.now() + 60_000).toUTCString() })).toBe(60_000);
  });

  test.each([
    ["retry-after", "9".repeat(400)],
    ["retry-after", "99999999999999999999"],
    ["x-amz-retry-after", "1e999"],
    ["x-amz-retry-after", "-Infinity"],
    ["x-amz-retry-after", "8640000000000001"],
  ])("of %s: %s is a time that a Date can hold", (name, value) => {
    expect(hint({ [name]: value })).not.toBeNaN();
  });

  test.each([[{}], [{ "content-type": "text/plain" }], [{ "retry-after": "soon" }], [{ "x-amz-retry-after": "soon" }]])(
    "is missing for %j",
    (headers) => {
      expect(hint(headers as Record<string, string>)).toBeUndefined();
    },
  );

  test("is missing without a response", () => {
    expect(retryAfterHint(undefined, undefined)).toBeUndefined();
    expect(retryAfterHint({ headers: { "retry-after": "1" } }, undefined)).toBeUndefined();
  });

  test("that can't be read is noted in the log", () => {
    const trace = vi.fn();
    retryAfterHint(new HttpResponse({ statusCode: 503, headers: { "retry-after": "soon" } }), { trace } as never);
    expect(trace).toHaveBeenCalledTimes(1);
  });
});

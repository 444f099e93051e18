import { HttpResponse } from "@smithy/protocol-http";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { clockSkewExceedsLimit, updatedClockOffset } from "../../../../src/runtime/auth/createHttpSigner.js";

const MINUTE = 60_000;
const response = (headers: Record<string, string>) => new HttpResponse({ statusCode: 200, headers });
const inAnHour = () => new Date(Date.now() + 60 * MINUTE).toUTCString();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) });
  return () => void vi.useRealTimers();
});

describe("updatedClockOffset", () => {
  test.each(["date", "Date"])("is the difference from the header %s", (name) => {
    const offset = updatedClockOffset(response({ [name]: inAnHour() }), Date.now());
    expect(offset).toBe(60 * MINUTE);
  });

  test("prefers the time in the error to that in the header", () => {
    const offset = updatedClockOffset(response({ date: inAnHour() }), Date.now(), new Date().toUTCString());
    expect(offset).toBe(0);
  });

  test.each([
    ["no response", undefined],
    ["no date", response({})],
    ["an unreadable date", response({ date: "soon" })],
    ["a response from a cache", response({ date: inAnHour(), age: "5" })],
  ])("is unknown with %s", (_case, given) => {
    expect(updatedClockOffset(given, Date.now())).toBeUndefined();
  });

  test("is unknown if the response took too long", () => {
    expect(updatedClockOffset(response({ date: inAnHour() }), Date.now() - 16 * MINUTE)).toBeUndefined();
  });
});

test.each([
  [0, false],
  [4 * MINUTE - 1, false],
  [4 * MINUTE, true],
  [-4 * MINUTE, true],
])("an offset of %i ms exceeds the limit: %s", (offset, exceeds) => {
  expect(clockSkewExceedsLimit(offset)).toBe(exceeds);
});

import { HttpResponse } from "@smithy/protocol-http";
import { describe, expect, test } from "vitest";
import { clockSkewExceedsLimit, updatedClockOffset } from "../../../../src/runtime/auth/clockSkew.js";

const MINUTE = 60_000;
const response = (headers: Record<string, string>) => new HttpResponse({ statusCode: 200, headers });
const inAnHour = () => new Date(Date.now() + 60 * MINUTE).toUTCString();

describe("updatedClockOffset", () => {
  test.each(["date", "Date"])("is the difference to the header %s", (name) => {
    const offset = updatedClockOffset(response({ [name]: inAnHour() }), Date.now());
    expect(Math.abs((offset ?? 0) - 60 * MINUTE)).toBeLessThan(2000);
  });

  test("takes the time that the error tells before the header's", () => {
    const offset = updatedClockOffset(response({ date: inAnHour() }), Date.now(), new Date().toUTCString());
    expect(Math.abs(offset ?? Number.NaN)).toBeLessThan(2000);
  });

  test.each([
    ["no response", undefined],
    ["no date", response({})],
    ["an unreadable date", response({ date: "soon" })],
    ["an answer from a cache", response({ date: inAnHour(), age: "5" })],
  ])("is unknown with %s", (_case, given) => {
    expect(updatedClockOffset(given, Date.now())).toBeUndefined();
  });

  test("is unknown when the answer took too long", () => {
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

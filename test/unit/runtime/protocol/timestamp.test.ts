import fc from "fast-check";
import { expect, test } from "vitest";
import { parseEpochSeconds, parseTimestampString } from "../../../../src/runtime/protocol/codec.js";

test("any date is converted to seconds and back exactly to the millisecond, as a number and as a string", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(-1e13), max: new Date(1e14), noInvalidDate: true }), (date) => {
      const seconds = date.getTime() / 1000;
      expect(parseEpochSeconds(seconds)).toEqual(date);
      expect(parseEpochSeconds(String(seconds))).toEqual(date);
      expect(parseTimestampString(date.toISOString())).toEqual(date);
    }),
  );
});

test.each(["", " ", "1 ", "0x10", "01", "1e", "NaN", "Infinity", "1_000", "١"])(
  "%j is not a number of seconds",
  (text) => {
    expect(() => parseEpochSeconds(text)).toThrow(TypeError);
  },
);

test.each([null, undefined, true, {}, []])("%j is not a timestamp", (value) => {
  expect(() => parseEpochSeconds(value)).toThrow(TypeError);
  expect(() => parseTimestampString(value)).toThrow(TypeError);
});

import { expect, test } from "vitest";
import { requestHandlerOptions } from "../../../../src/runtime/platform/requestHandlerOptions.js";

test("has time limits by default", () => {
  expect(requestHandlerOptions(undefined, {})).toEqual({
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    throwOnRequestTimeout: true,
  });
});

test("a defaults mode's limit goes before the default, the caller's before both", () => {
  expect(requestHandlerOptions({}, { connectionTimeout: 1_100 }).connectionTimeout).toBe(1_100);
  expect(requestHandlerOptions({ connectionTimeout: 7 }, { connectionTimeout: 1_100 }).connectionTimeout).toBe(7);
});

test("0 is a limit that was given; undefined is none", () => {
  expect(requestHandlerOptions({ requestTimeout: 0 }, {}).requestTimeout).toBe(0);
  expect(requestHandlerOptions({ requestTimeout: undefined }, {}).requestTimeout).toBe(30_000);
});

test("keeps what it does not know", () => {
  expect(requestHandlerOptions({ httpsAgent: { maxSockets: 1 } }, {}).httpsAgent).toEqual({ maxSockets: 1 });
});

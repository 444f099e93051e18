import { expect, test } from "vitest";
import {
  createRequestHandler,
  defaultOptions,
  givenOptions,
  limitOf,
} from "../../../../src/runtime/http/RequestHandler.js";
import { FetchHttpHandler } from "../../../../src/runtime/platform/browser/FetchHttpHandler.js";
import { NodeHttpHandler } from "../../../../src/runtime/platform/node/NodeHttpHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";

const LIMITS = [
  "connectionTimeout",
  "requestTimeout",
  "socketTimeout",
  "socketAcquisitionTimeout",
  "socketAcquisitionWarningTimeout",
  "maxResponseSize",
];

test("there are timeouts by default", () => {
  expect(defaultOptions).toEqual({
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    maxResponseSize: 16_777_216,
    throwOnRequestTimeout: true,
  });
});

/** The options that apply after a first request, which gets no response. */
async function optionsOf(given: object, modeDefaults: object): Promise<object> {
  const handler = createRequestHandler(NodeHttpHandler, given, async () => modeDefaults);
  await rejectionOf(
    handler.handle({ protocol: "http:", hostname: "127.0.0.1", port: 1, path: "/", method: "GET", headers: {} }),
  );
  return handler.httpHandlerConfigs?.() ?? {};
}

test("a defaults mode's timeout overrides the default, and the caller's overrides both", async () => {
  expect(await optionsOf({}, { connectionTimeout: 1_100 })).toMatchObject({ connectionTimeout: 1_100 });
  const given = { connectionTimeout: 7_000 };
  expect(await optionsOf(given, { connectionTimeout: 1_100 })).toMatchObject({ connectionTimeout: 7_000 });
});

test("an option that is undefined counts as missing", () => {
  expect(givenOptions({ requestTimeout: undefined })).toEqual({});
});

test("unknown options are kept", () => {
  expect(givenOptions({ httpsAgent: { maxSockets: 1 } })).toEqual({ httpsAgent: { maxSockets: 1 } });
});

test.each([
  [0, 0],
  ["0", 0],
  [1.5, 1.5],
  ["10000", 10_000],
  [" 250 ", 250],
  [Number.POSITIVE_INFINITY, 0],
  ["Infinity", 0],
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 31, 0],
  [Number.MAX_VALUE, 0],
])("%j as a timeout is %j, where 0 means none", (given, limit) => {
  expect(limitOf("limit", given)).toBe(limit);
  for (const option of LIMITS) {
    expect(givenOptions({ [option]: given })).toEqual({ [option]: limit });
  }
});

test.each([-1, Number.NaN, "", " ", "soon", "10s", true, {}, [5], 5n, Symbol("5"), () => 5])(
  "%s as a timeout causes an error that names the option, when the handler is created, when it is changed, and for one call",
  async (value) => {
    for (const option of LIMITS) {
      const message = `requestHandler.${option} must be a number, 0 or more`;
      expect(() => createRequestHandler(NodeHttpHandler, { [option]: value }, async () => ({}))).toThrow(message);
      for (const Handler of [NodeHttpHandler, FetchHttpHandler]) {
        const handler = new Handler(async () => defaultOptions);
        expect(() => handler.updateHttpClientConfig(option as never, value as never)).toThrow(message);
        const request = { protocol: "http:", hostname: "127.0.0.1", port: 1, path: "/", method: "GET", headers: {} };
        const sent = handler.handle(request as never, { requestTimeout: value as never });
        expect((await rejectionOf(sent)).message).toContain("requestTimeout must be a number");
      }
    }
  },
);

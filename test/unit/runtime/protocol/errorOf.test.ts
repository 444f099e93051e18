import { describe, expect, test } from "vitest";
import { errorOf } from "../../../../src/runtime/protocol/errorOf.js";
import { StormException, serviceErrors, WeatherException } from "../world/testErrors.js";

const errorFor = (body: unknown, statusCode = 400, headers: Record<string, string> = {}) =>
  errorOf(
    serviceErrors,
    body,
    { statusCode, headers },
    { httpStatusCode: statusCode, requestId: headers["x-amzn-requestid"] },
  );

describe("the name of an error", () => {
  test.each([
    ["__type", { __type: "StormException" }, {}],
    ["__type with a namespace", { __type: "example.weather#StormException" }, {}],
    ["__type with a namespace and a URL", { __type: "example.weather#StormException:http://example.com/" }, {}],
    ["__type with more after a comma", { __type: "StormException,other" }, {}],
    ["code", { code: "StormException" }, {}],
    ["Code", { Code: "example#StormException" }, {}],
    ["the header", {}, { "x-amzn-errortype": "StormException:http://example.com/" }],
  ])("comes from %s", (_where, body, headers) => {
    const error = errorFor(body, 500, headers);
    expect(error).toBeInstanceOf(StormException);
    expect(error.name).toBe("StormException");
  });

  test("in the body takes precedence over the one in the header", () => {
    expect(errorFor({ __type: "StormException" }, 400, { "x-amzn-errortype": "Other" }).name).toBe("StormException");
  });

  test("that the model doesn't know results in a base exception with that name", () => {
    const error = errorFor({ __type: "HailException", message: "ouch", Size: 3 });
    expect(error).toBeInstanceOf(WeatherException);
    expect(error).not.toBeInstanceOf(StormException);
    expect(error).toMatchObject({ name: "HailException", message: "ouch", $fault: "client", Size: 3 });
  });

  test("that is missing is Unknown, and the status determines the fault", () => {
    expect(errorFor({}, 400)).toMatchObject({ name: "Unknown", message: "UnknownError", $fault: "client" });
    expect(errorFor({}, 503)).toMatchObject({ name: "Unknown", $fault: "server" });
  });
});

describe("an error of the model", () => {
  test("has its members, the message, and the metadata of the response", () => {
    const error = errorFor({ __type: "StormException", message: "strong", Wind: 12 }, 500, { "x-amzn-requestid": "r" });
    expect(error).toMatchObject({
      name: "StormException",
      message: "strong",
      Wind: 12,
      $fault: "server",
      $metadata: { httpStatusCode: 500, requestId: "r" },
    });
  });

  test("uses Message as the message", () => {
    expect(errorFor({ __type: "StormException", Message: "strong" }).message).toBe("strong");
  });
});

describe("an unusual body", () => {
  test.each([[null], [[]], ["text"], [1], [{ __type: null }], [{ __type: 1 }], [{ message: { a: 1 } }]])(
    "%j also results in an error",
    (body) => {
      expect(errorFor(body)).toBeInstanceOf(WeatherException);
    },
  );

  test("doesn't change a prototype", () => {
    const body = JSON.parse(
      '{"__type":"HailException","__proto__":{"polluted":1},"constructor":1,"toString":"x"}',
    ) as object;
    const error = errorFor(body);
    expect(error).toBeInstanceOf(WeatherException);
    expect((error as unknown as Record<string, unknown>).polluted).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("doesn't replace the stack or the metadata", () => {
    const error = errorFor({
      __type: "HailException",
      stack: "fake",
      $metadata: { requestId: "fake" },
      $fault: "server",
    });
    expect(error.stack).not.toBe("fake");
    expect(error.$metadata.requestId).toBeUndefined();
    expect(error.$fault).toBe("client");
  });
});

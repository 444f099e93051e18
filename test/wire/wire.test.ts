import type { StaticOperationSchema } from "@smithy/types";
import { describe, expect, test } from "vitest";
import * as api from "../../src/index.js";
import { type Answer, answerText, exchange, requestText, valueText } from "./exchange.js";
import { expectGolden, goldenNames } from "./golden.js";
import { sample } from "./sample.js";

const exported = api as unknown as Record<string, unknown>;
const operations = Object.keys(api)
  .flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? [])
  .sort();
const exceptions = Object.keys(api)
  .filter((name) => /Exception$/.test(name) && name !== "CognitoIdentityServiceException")
  .sort();
const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "the request id" };

function commandFor(operation: string): { command: object; schema: StaticOperationSchema } {
  const Command = exported[`${operation}Command`] as new (input: unknown) => object;
  const schema = exported[`${operation}$`] as StaticOperationSchema;
  return { command: new Command(sample(schema[4], operation, false)), schema };
}

describe("one exchange of each operation, with all members", () => {
  test.each(operations)("%s", async (operation) => {
    const { command, schema } = commandFor(operation);
    const body = JSON.stringify(sample(schema[5], operation, true));
    const answer: Answer = { status: 200, headers, body: body === "{}" ? "" : body };
    const { request, output } = await exchange(command, answer);
    expectGolden(operation, { request: requestText(request), response: answerText(answer), output: valueText(output) });
  });
});

describe("one response for each error", () => {
  test.each(exceptions)("%s", async (name) => {
    const answer: Answer = {
      status: name === "InternalErrorException" ? 500 : 400,
      headers,
      body: JSON.stringify({ __type: name, message: `the message of ${name}` }),
    };
    const { error } = await exchange(commandFor("GetId").command, answer);
    expect(error).toBeInstanceOf(exported[name]);
    const { name: thrown, message, ...own } = error ?? new Error();
    expectGolden(name, {
      response: answerText(answer),
      error: valueText({ name: thrown, message: error?.message ?? message, ...own }),
    });
  });
});

describe("unusual responses", () => {
  const cases: Record<string, Answer> = {
    "an error that the model does not know": {
      status: 400,
      headers,
      body: '{"__type":"com.amazon.coral.validate#ValidationException","message":"1 validation error detected"}',
    },
    "an error named only by the header": {
      status: 400,
      headers: { ...headers, "x-amzn-errortype": "ResourceNotFoundException:http://internal.amazon.com/" },
      body: "{}",
    },
    "an error without a body": { status: 503, headers, body: "" },
    "an HTML page from a proxy": {
      status: 502,
      headers: { "content-type": "text/html" },
      body: "<html><body>Bad Gateway</body></html>",
    },
    "members that the model does not know": {
      status: 200,
      headers,
      body: '{"IdentityId":"the id","Later":{"a":1},"None":null}',
    },
    "an empty response": { status: 200, headers, body: "" },
  };
  test.each(Object.keys(cases))("%s", async (title) => {
    const answer = cases[title] as Answer;
    const { output, error } = await exchange(commandFor("GetId").command, answer);
    const outcome: Record<string, string> = error
      ? { error: valueText({ ...error, name: error.name, message: error.message }) }
      : { output: valueText(output) };
    expectGolden(title.replaceAll(" ", "-"), { response: answerText(answer), ...outcome });
  });
  test("no golden file is obsolete", () => {
    const known = [...operations, ...exceptions, ...Object.keys(cases).map((title) => title.replaceAll(" ", "-"))];
    expect(goldenNames()).toEqual(known.sort());
  });
});

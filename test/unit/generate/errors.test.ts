import * as reference from "@aws-sdk/client-cognito-identity";
import { describe, expect, test } from "vitest";
import * as ours from "../../../src/generated/models/errors.js";
import * as library from "../../fixtures/golden/library/models/errors.js";

const options = { message: "No such pool.", $metadata: { httpStatusCode: 404, requestId: "id" } };
const names = ours.modeledErrors.map(({ name }) => name);

describe.each(names)("%s", (name) => {
  const error = make(ours, name);
  const theirs = make(reference, name);

  test("has the reference's keys and values", () => {
    expect(Object.keys(error)).toEqual(Object.keys(theirs));
    expect({ ...error }).toEqual({ ...theirs });
    expect(error.message).toBe(theirs.message);
    expect(String(error)).toBe(String(theirs));
    expect(Object.prototype.toString.call(error)).toBe(Object.prototype.toString.call(theirs));
  });

  test("is an instance of its base classes, in both packages", () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(ours.CognitoIdentityServiceException);
    expect(error).toBeInstanceOf(Reflect.get(reference, name));
    expect(theirs).toBeInstanceOf(Reflect.get(ours, name));
  });

  test("has the reference's shape ID", () => {
    expect(Reflect.get(error.constructor, "shapeId")).toBe(Reflect.get(theirs.constructor, "shapeId"));
  });
});

test("the modeled errors are those of the reference", () => {
  const schemas = Object.values(reference).filter((value) => Array.isArray(value) && value[0] === -3);
  const { name } = reference.CognitoIdentityServiceException;
  expect(names).toEqual(schemas.map((schema) => Reflect.get(schema, 2)).filter((each) => each !== name));
});

test("the base error accepts name and fault, like the reference's", () => {
  const unknown = { ...options, name: "ThrottlingException", $fault: "server" } as const;
  const error = new ours.CognitoIdentityServiceException(unknown);
  const theirs = new reference.CognitoIdentityServiceException(unknown);
  expect(Object.keys(error)).toEqual(Object.keys(theirs));
  expect({ ...error }).toEqual({ ...theirs });
});

test("the members of an error become fields", () => {
  const error = new library.BookLentException({ ...options, retryAfterSeconds: 5 });
  expect(error.retryAfterSeconds).toBe(5);
  expect(error.$retryable).toEqual({ throttling: true });
});

test("a subclass of an error works", () => {
  class Mine extends ours.NotAuthorizedException {}
  expect(Object.getPrototypeOf(new Mine(options))).toBe(Mine.prototype);
});

function make(module: object, name: string): Error {
  return Reflect.construct(Reflect.get(module, name), [options]);
}

import { describe, expect, test } from "vitest";
import { clientPair } from "./clientPair.js";
import { described, expectSame } from "./expectSame.js";

// biome-ignore format: a list
const hostileKeys = [
  "constructor", "__proto__", "toString", "valueOf", "hasOwnProperty", "toJSON", "then", "length", "$$typeof",
  "asymmetricMatch", "nodeType", "stack", "name", "message", "cause", "size", "0",
];

describe("Two results with a key named", () => {
  test.each(hostileKeys)("%s are compared by their contents", (key) => {
    for (const held of ["null", "1", '"text"', "{}", '{"name":"a"}', "[]"]) {
      const read = () => JSON.parse(`{"a":{${JSON.stringify(key)}:${held}}}`) as object;
      expectSame(read(), read());
      expect(() => expectSame(read(), { a: {} })).toThrow();
      expect(() => expectSame(read(), JSON.parse(`{"a":{${JSON.stringify(key)}:"other"}}`))).toThrow();
    }
  });

  test.each(hostileKeys)("%s are the same from both clients", async (key) => {
    const body = `{"RoleMappings":{${JSON.stringify(key)}:{"Type":"Rules"},"b":{}},"Roles":{${JSON.stringify(key)}:"r"}}`;
    const [ours, theirs] = await clientPair(() => ({ body }));
    const outputs = await Promise.all([ours.send("GetIdentityPoolRoles"), theirs.send("GetIdentityPoolRoles")]);
    if (key !== "__proto__") {
      expectSame(outputs[0], outputs[1]);
    }
    expect(JSON.stringify(outputs[0])).toContain(`"RoleMappings":{${JSON.stringify(key)}:{"Type":"Rules"},"b":{}}`);
  });
});

class Own {}
const circular: { self?: object } = {};
circular.self = circular;
const different: [string, unknown, unknown][] = [
  ["0 and -0", 0, -0],
  ["a number and its text", 1, "1"],
  ["null and undefined", null, undefined],
  ["a key that is missing and one that is undefined", {}, { a: undefined }],
  ["two orders of keys", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["a date and its text", new Date(0), "1970-01-01T00:00:00.000Z"],
  ["a date and its number", new Date(0), 0],
  ["two dates", new Date(0), new Date(1)],
  ["a list and an object", ["a"], { 0: "a", length: 1 }],
  ["an object of a class and a plain one", new Own(), {}],
  ["an object without a prototype and a plain one", Object.create(null), {}],
  ["a hole and undefined", new Array(1), [undefined]],
  ["two lone surrogates", "\ud800", "\udc00"],
  ["a hidden key and a plain one", Object.defineProperty({}, "a", { value: 1 }), { a: 1 }],
  ["errors with two messages", new Error("a"), new Error("b")],
  ["errors of two classes", new TypeError("a"), new Error("a")],
  ["a circle and its copy in another", circular, { self: { self: circular } }],
];
test.each(different)("%s are not the same", (_, one, other) => {
  expect(described(one)).not.toEqual(described(other));
  expect(() => expectSame(one, other)).toThrow();
});

test("Equal values are the same", () => {
  for (const [, one, other] of different) {
    expectSame(one, one);
    expectSame(other, other);
  }
  expectSame(Number.NaN, Number.NaN);
});

import type { $SchemaRef, StaticListSchema, StaticMapSchema, StaticStructureSchema } from "@smithy/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codec } from "../../../fixtures/golden/library/codec.js";

/** The shapes of the library have every simple type. */
const { serializerOf } = codec;

const structure = (members: Record<string, $SchemaRef>): StaticStructureSchema => [
  3,
  "example",
  "Structure",
  0,
  Object.keys(members),
  Object.values(members),
];
const list = (member: $SchemaRef, traits: object | number = 0): StaticListSchema => [
  1,
  "example",
  "List",
  traits as never,
  member,
];
const map = (member: $SchemaRef, traits: object | number = 0): StaticMapSchema => [
  2,
  "example",
  "Map",
  traits as never,
  0,
  member,
];
const written = (schema: $SchemaRef, value: unknown) => {
  const text = serializerOf(schema)(value);
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};

describe("a structure", () => {
  test("is written in the order of the schema, without null, undefined, or unknown members", () => {
    const schema = structure({ b: 0, a: 1, c: 2, d: 0 });
    expect(serializerOf(schema)({ a: 1, b: "x", c: null, d: undefined, e: "?" })).toBe('{"b":"x","a":1}');
  });

  test("can contain itself", () => {
    const tree: StaticStructureSchema = [
      3,
      "example",
      "Tree",
      0,
      ["name", "left", "others", "named"],
      [0, () => tree, [() => trees, 0], [() => named, 0]],
    ];
    const trees: StaticListSchema = [1, "example", "Trees", 0, () => tree];
    const named: StaticMapSchema = [2, "example", "Named", 0, 0, () => tree];
    const value = {
      name: "1",
      left: { name: "2", left: { name: "3" } },
      others: [{ name: "4" }],
      named: { x: { name: "5" } },
    };
    expect(written(tree, value)).toEqual(value);
    expect(written(trees, [value])).toEqual([value]);
  });

  test("whose value is of another type is sent unchanged, so that the service rejects it", () => {
    const schema = structure({ inner: () => structure({ a: 0 }), list: 64, map: 128, flag: 2, count: 1 });
    const value = { inner: "text", list: "text", map: ["x"], flag: "yes", count: "1" };
    expect(written(schema, value)).toEqual(value);
  });

  test("has members from the prototype, as class instances can have them", () => {
    class Input {
      get a(): string {
        return "from a getter";
      }
    }
    expect(written(structure({ a: 0 }), new Input())).toEqual({ a: "from a getter" });
  });

  test("gets a new idempotency token if none was given", () => {
    const schema = structure({ token: [[0, "example", "Token", 4, 0], 0], other: [0, { idempotencyToken: 1 }] });
    const [one, other] = [written(schema, {}), written(schema, {})] as Record<string, string>[];
    expect(one?.token).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(one?.other).toMatch(/^[\da-f-]{36}$/);
    expect(one?.token).not.toBe(other?.token);
    expect(written(schema, { token: "mine", other: "" })).toEqual({ token: "mine", other: "" });
  });

  test("without members is an empty object", () => {
    expect(serializerOf("unit")({ a: 1 })).toBe("{}");
    expect(serializerOf(structure({}))({ a: 1 })).toBe("{}");
  });
});

describe("lists and maps", () => {
  test("omit missing items, unless they are sparse", () => {
    expect(written(list(0), ["a", null, undefined, "b"])).toEqual(["a", "b"]);
    expect(written(list(0, { sparse: 1 }), ["a", null, undefined])).toEqual(["a", null, null]);
    expect(written(map(0), { a: "1", b: null, c: undefined })).toEqual({ a: "1" });
    expect(written(map(0, { sparse: 1 }), { a: "1", b: null, c: undefined })).toEqual({ a: "1", b: null, c: null });
  });

  test("of simple types can be given as a number", () => {
    expect(written(64, ["a"])).toEqual(["a"]);
    expect(written(64 | 1, [1])).toEqual([1]);
    expect(written(128, { a: "1" })).toEqual({ a: "1" });
    expect(written(64 | 4, [new Date(1500)])).toEqual([1.5]);
  });

  test("keep a key named `__proto__`", () => {
    const value = JSON.parse('{"__proto__":"x","constructor":"y"}') as object;
    expect(serializerOf(map(0))(value)).toBe('{"__proto__":"x","constructor":"y"}');
  });

  test("contain lists and maps", () => {
    expect(written(map(list(map(1))), { a: [{ b: 1 }] })).toEqual({ a: [{ b: 1 }] });
  });
});

describe("simple values", () => {
  test.each([
    ["timestamp, by default seconds", 4, new Date(1_700_000_000_123), 1_700_000_000.123],
    ["timestamp in seconds", 7, new Date(1_700_000_000_000), 1_700_000_000],
    ["timestamp before 1970", 4, new Date(-1500), -1.5],
    ["date-time", 5, new Date(1_700_000_000_123), "2023-11-14T22:13:20.123Z"],
    ["date-time in whole seconds", 5, new Date(1_700_000_000_000), "2023-11-14T22:13:20Z"],
    ["http-date", 6, new Date(1_700_000_000_000), "Tue, 14 Nov 2023 22:13:20 GMT"],
    ["timestamp that is given as a number", 4, 12, 12],
    ["blob of bytes", 21, new Uint8Array([0, 255, 128]), "AP+A"],
    ["blob of a text", 21, "ü", "w7w="],
    ["not a number", 1, Number.NaN, "NaN"],
    ["infinity", 1, Number.NEGATIVE_INFINITY, "-Infinity"],
    ["text with a surrogate alone", 0, "\ud800", "\ud800"],
  ])("%s", (_what, schema, value, expected) => {
    expect(written(schema as $SchemaRef, value)).toEqual(expected);
  });

  test("a bigint is written in full", () => {
    expect(serializerOf(1)(12345678901234567890n)).toBe("12345678901234567890");
  });
});

test("the result is JSON, for any strings and keys", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })),
      (text, pairs) => {
        expect(written(structure({ text: 0, pairs: () => map(0) }), { text, pairs })).toEqual({
          text,
          pairs: { ...pairs },
        });
      },
    ),
  );
});

test("a schema is compiled once", () => {
  const schema = structure({ a: 0 });
  expect(serializerOf(schema)).toBe(serializerOf(schema));
  expect(serializerOf(() => schema)).toBe(serializerOf(schema));
});

test("a shape that JSON can't represent is named", () => {
  expect(() => serializerOf([9, "example", "Operation", 0, 0, 0] as never)).toThrow("example#Operation");
});

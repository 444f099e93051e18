import type { $SchemaRef, StaticListSchema, StaticMapSchema, StaticStructureSchema } from "@smithy/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codec } from "../../../fixtures/golden/library/codec.js";

/** The shapes of the library have every simple type. */
const { deserializerOf } = codec;

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
const read = (schema: $SchemaRef, json: string) => deserializerOf(schema)(JSON.parse(json));

describe("a structure", () => {
  test("has the members of the schema, except those that are null", () => {
    expect(read(structure({ a: 0, b: 0 }), '{"a":"1","b":null,"c":"?"}')).toEqual({ a: "1" });
  });

  test("can contain itself, deeply nested", () => {
    const tree: StaticStructureSchema = [
      3,
      "example",
      "Tree",
      0,
      ["at", "left", "others"],
      [4, () => tree, [() => trees, 0]],
    ];
    const trees: StaticListSchema = [1, "example", "Trees", 0, () => tree];
    expect(read(tree, '{"at":1,"left":{"at":2,"others":[{"at":3,"x":1}]}}')).toEqual({
      at: new Date(1000),
      left: { at: new Date(2000), others: [{ at: new Date(3000) }] },
    });
  });

  test("with a type name keeps members that the schema doesn't have", () => {
    expect(read(structure({ a: 4 }), '{"__type":"Later","a":1,"b":{"c":2}}')).toEqual({
      __type: "Later",
      a: new Date(1000),
      b: { c: 2 },
    });
  });

  test.each(["null", '"text"', "1", "true"])("that is %s is unchanged", (json) => {
    expect(read(structure({ a: 0 }), json)).toEqual(JSON.parse(json));
  });
});

describe("lists and maps", () => {
  test("are read item by item, with nulls kept", () => {
    expect(read(list(4), "[1,null,2]")).toEqual([new Date(1000), null, new Date(2000)]);
    expect(read(map(4), '{"a":1,"b":null}')).toEqual({ a: new Date(1000), b: null });
    expect(read(64 | 4, "[1]")).toEqual([new Date(1000)]);
    expect(read(128 | 4, '{"a":1}')).toEqual({ a: new Date(1000) });
    expect(read(map(list(map(4))), '{"a":[{"b":1}]}')).toEqual({ a: [{ b: new Date(1000) }] });
  });

  test("of another type are unchanged", () => {
    expect(read(list(4), '"text"')).toBe("text");
    expect(read(map(4), '"text"')).toBe("text");
  });
});

describe("simple values", () => {
  test.each([
    ["timestamp with a fraction", 4, "1700000000.123", new Date(1_700_000_000_123)],
    ["timestamp as a text", 4, '"1700000000.5"', new Date(1_700_000_000_500)],
    ["timestamp in scientific notation", 4, "1.7E9", new Date(1_700_000_000_000)],
    ["date-time", 5, '"2023-11-14T22:13:20.123Z"', new Date(1_700_000_000_123)],
    ["date-time with an offset", 5, '"2023-11-14T23:13:20+01:00"', new Date(1_700_000_000_000)],
    ["http-date", 6, '"Tue, 14 Nov 2023 22:13:20 GMT"', new Date(1_700_000_000_000)],
    ["blob", 21, '"AP+A"', new Uint8Array([0, 255, 128])],
    ["not a number", 1, '"NaN"', Number.NaN],
    ["infinity", 1, '"-Infinity"', Number.NEGATIVE_INFINITY],
    ["number as a text", 1, '"12"', "12"],
    ["boolean", 2, "true", true],
  ])("%s", (_what, schema, json, expected) => {
    expect(read(schema as $SchemaRef, json)).toEqual(expected);
  });

  test.each([
    [4, '"yesterday"'],
    [4, '""'],
    [4, "true"],
    [5, '"yesterday"'],
    [5, "1"],
  ])("timestamp %s of %s is rejected with a TypeError", (schema, json) => {
    expect(() => read(schema as $SchemaRef, json)).toThrow(TypeError);
  });
});

describe("`__proto__`", () => {
  const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":"1"}';

  test.each<[string, $SchemaRef]>([
    ["a structure", structure({ a: 0 })],
    ["a map of texts", map(0)],
    ["a map of structures", map(structure({ polluted: 1 }))],
    ["a map of maps", map(map(1))],
    ["a list", list(map(4))],
  ])("doesn't pollute a prototype in %s", (_shape, schema) => {
    for (const json of [hostile, `[${hostile}]`, `{"__type":"x",${hostile.slice(1)}`]) {
      try {
        const value = read(schema, json) as Record<string, unknown>;
        expect(value.polluted).toBeUndefined();
        expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(value));
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
      }
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("is a key like any other in a map", () => {
    const value = read(map(4), '{"__proto__":1}') as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getOwnPropertyDescriptor(value, "__proto__")?.value).toEqual(new Date(1000));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

test("any JSON can be read", () => {
  const schema = structure({ a: () => list(map(0)), b: 1, c: () => map(structure({ d: 2 })), e: 0 });
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(() => read(schema, json)).not.toThrow();
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
  );
});

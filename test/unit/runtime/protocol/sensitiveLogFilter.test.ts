import type {
  $SchemaRef,
  StaticListSchema,
  StaticMapSchema,
  StaticSimpleSchema,
  StaticStructureSchema,
} from "@smithy/types";
import { describe, expect, test } from "vitest";
import { sensitiveLogFilter } from "../../../../src/runtime/client/Command.js";

const MASK = "***SensitiveInformation***";
const secret: StaticSimpleSchema = [0, "example", "Secret", 8, 0];
const structure = (members: Record<string, $SchemaRef>, traits = 0): StaticStructureSchema => [
  3,
  "example",
  "Structure",
  traits,
  Object.keys(members),
  Object.values(members),
];
const secrets: StaticMapSchema = [2, "example", "Secrets", 0, [0, 0], [() => secret, 0]];
const secretKeys: StaticMapSchema = [2, "example", "SecretKeys", 0, [() => secret, 0], 0];
const list = (member: $SchemaRef): StaticListSchema => [1, "example", "List", 0, member];

test("masks every sensitive member, at any depth", () => {
  const schema = structure({
    plain: 0,
    secret: () => secret,
    marked: [0, { sensitive: 1 }],
    inner: () => structure({ secret: [() => secret, 0], at: 4 }),
    items: () => list(structure({ secret: () => secret })),
    listed: () => list(secret),
    mapped: () => secrets,
    keyed: () => secretKeys,
    whole: () => structure({ a: 0 }, 8),
  });
  const at = new Date(0);
  const value = {
    ...{ plain: "p", secret: "s", marked: "s", inner: { secret: "s", at }, items: [{ secret: "s" }, { secret: "s" }] },
    ...{ listed: ["s"], mapped: { provider: "s" }, keyed: { s: "v" }, whole: { a: "s" } },
  };
  const logged = sensitiveLogFilter(schema)(value);
  expect(JSON.stringify(logged)).not.toContain('"s"');
  expect(logged).toMatchObject({
    ...{
      plain: "p",
      secret: MASK,
      marked: MASK,
      inner: { secret: MASK, at },
      items: [{ secret: MASK }, { secret: MASK }],
    },
    ...{ mapped: MASK, listed: MASK, keyed: MASK, whole: MASK },
  });
  expect(value.secret).toBe("s");
});

test.each([
  ["before", ["open", "marked"]],
  ["after", ["marked", "open"]],
])("a shape that only one of its members marks as sensitive is masked only there, encountered %s", (_when, names) => {
  const shape = structure({ a: 0 });
  const members = { open: () => shape, marked: [() => shape, { sensitive: 1 }] as $SchemaRef };
  const schema = structure(Object.fromEntries(names.map((name) => [name, members[name as keyof typeof members]])));
  const logged = sensitiveLogFilter(schema)({ open: { a: "o" }, marked: { a: "s" } });
  expect(logged).toEqual({ open: { a: "o" }, marked: MASK });
});

test("omits members that the schema doesn't have: they could be secrets", () => {
  expect(sensitiveLogFilter(structure({ a: 0 }))({ a: "1", Password: "s" })).toEqual({ a: "1" });
});

test("a value of the wrong type shows no secret either", () => {
  const schema = structure({
    secret: () => secret,
    mapped: () => secrets,
    inner: () => structure({ secret: () => secret }),
  });
  const shown = [
    sensitiveLogFilter(schema)({ secret: { deep: "s" }, mapped: "s" }),
    sensitiveLogFilter(schema)({ mapped: ["s"] }),
    sensitiveLogFilter(secrets)(["s"]),
  ];
  expect(JSON.stringify(shown)).not.toContain('"s"');
});

test("a structure in place of a list of structures shows no secret", () => {
  const schema = structure({ items: () => list(structure({ secret: () => secret })) });
  expect(JSON.stringify(sensitiveLogFilter(schema)({ items: { secret: "s" } }))).not.toContain('"s"');
});

test("a string in place of a structure with secrets shows no secret", () => {
  const schema = structure({ inner: () => structure({ secret: () => secret }) });
  expect(JSON.stringify(sensitiveLogFilter(schema)({ inner: '{"secret":"s3cr3t"}' }))).not.toContain("s3cr3t");
});

describe("null and undefined are unchanged", () => {
  test.each([null, undefined])("%s", (value) => {
    expect(sensitiveLogFilter(structure({ a: 0 }))(value)).toBe(value);
    expect(sensitiveLogFilter(secret)(value)).toBe(value);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import { inputOf, operations } from "./arbitraries.js";
import { checkProperty } from "./checkProperty.js";
import { clientPair, credentials, type Outcome } from "./clientPair.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import { comparable } from "./ignoredParts.js";
import { verifySignature } from "./verifySignature.js";

describe("A request is the same, byte for byte, for any input of", () => {
  test.each(operations)("%s", async (operation) => {
    const [ours, theirs] = await clientPair(() => ({}));
    await checkProperty(
      fc.asyncProperty(inputOf(operation), async (input) => {
        const outcomes = await Promise.all([
          ours.send(operation, structuredClone(input)),
          theirs.send(operation, structuredClone(input)),
        ]);
        expectSame(failureOf(outcomes[0]), failureOf(outcomes[1]));
        const sent = [ours.server.requests.splice(0), theirs.server.requests.splice(0)] as const;
        expectSame(sent[0].map(comparable), sent[1].map(comparable));
        for (const request of constraints.operations[operation]?.signed ? sent.flat() : []) {
          verifySignature(request, credentials, "eu-west-1");
        }
      }),
      40,
    );
  });
});

const typed = {
  __type: "a#Shape",
  IdentityPoolId: "p",
  AccountId: null,
  Unknown: "é",
  When: new Date(1500),
  Un: undefined,
};
test.each([
  typed,
  { ...typed, Nested: { a: [1, null, undefined, Number.NaN, new Date(0)], b: { c: null, d: undefined, é: "é" } } },
  { IdentityPoolId: "p", Logins: typed },
  { ...typed, __type: 1 },
  { ...typed, __type: "" },
])("An input with a type name is sent with all of its members: %o", async (input) => {
  const [ours, theirs] = await clientPair(() => ({}));
  await Promise.all([ours.send("GetId", input), theirs.send("GetId", structuredClone(input))]);
  expectSame(ours.server.requests.map(textOf), theirs.server.requests.map(textOf));
});

test("A nested structure with a type name is sent with all of its members", async () => {
  const RoleMappings = { a: { __type: "RoleMapping", Type: "Rules", Unknown: 1, RulesConfiguration: null } };
  const [ours, theirs] = await clientPair(() => ({}));
  for (const { send } of [ours, theirs]) {
    await send("SetIdentityPoolRoles", { RoleMappings });
  }
  expectSame(ours.server.requests.map(textOf), theirs.server.requests.map(textOf));
});

test.each([new Date(0), [], [{ Type: "Rules" }], [null, undefined, { Type: "Token" }], ["a"]])(
  "Anything other than a map of structures is sent as the same text: %o",
  async (RoleMappings) => {
    const [ours, theirs] = await clientPair(() => ({}));
    for (const { send } of [ours, theirs]) {
      await send("SetIdentityPoolRoles", { RoleMappings });
    }
    expectSame(ours.server.requests.map(textOf), theirs.server.requests.map(textOf));
  },
);

test("An input is not modified, and is sent as it is when the request is written", async () => {
  const [ours, theirs] = await clientPair(() => ({}));
  for (const { client, command, server } of [ours, theirs]) {
    const input = { IdentityPoolId: "a", Logins: { x: "y", n: null, bad: Number.NaN }, AccountId: undefined };
    const copy = structuredClone(input);
    const sending = command("GetId", input);
    const sent = client.send(sending);
    await sent;
    expect(input).toEqual(copy);
    input.IdentityPoolId = "b";
    await client.send(sending);
    expect(server.requests.map(({ body }) => JSON.parse(String(body)).IdentityPoolId)).toEqual(["a", "b"]);
  }
  expectSame(ours.server.requests.map(textOf), theirs.server.requests.map(textOf));
});

test("A large input arrives completely", async () => {
  const [ours, theirs] = await clientPair(() => ({}));
  const input = { IdentityPoolId: "eu-west-1:x", Logins: { "graph.facebook.com": "é\u{1f600}\ud800".repeat(100_000) } };
  await Promise.all([ours.send("GetId", input), theirs.send("GetId", input)]);
  expectSame(ours.server.requests.map(comparable), theirs.server.requests.map(comparable));
});

class WithGetter {
  IdentityPoolId = "p";
  get AccountId() {
    return "a";
  }
}
const circular: Record<string, unknown> = {};
circular.Logins = circular;
/** Values that neither JSON nor a structured clone can represent. */
const odd: [string, () => unknown][] = [
  ["a function", () => () => "p"],
  ["a symbol", () => Symbol("p")],
  ["a big integer", () => 10n],
  ["a boxed text", () => new String("p")],
  ["a boxed number", () => new Number(1)],
  ["a map", () => new Map([["a", "b"]])],
  ["a set", () => new Set(["a"])],
  ["bytes", () => new Uint8Array([1, 2, 3])],
  ["a buffer", () => Buffer.from("abc")],
  ["a regular expression", () => /a/],
  ["an error", () => new Error("e")],
  ["an invalid date", () => new Date(Number.NaN)],
  ["a promise", () => Promise.resolve("p")],
  ["an object with toJSON", () => ({ toJSON: () => "json" })],
  ["an object with toString", () => ({ toString: () => "text" })],
  ["an object without a prototype", () => Object.assign(Object.create(null), { a: "b" })],
  ["an object that inherits", () => Object.create({ IdentityPoolId: "inherited", a: "b" })],
  ["an instance of a class with getters", () => new WithGetter()],
  ["a frozen object", () => Object.freeze({ a: "b" })],
  ["an object with a key that is a symbol", () => ({ [Symbol("s")]: "b", a: "c" })],
  ["a proxy", () => new Proxy({ a: "b" }, {})],
  ["a sparse list", () => Object.assign([], { 2: "c" })],
  ["an object that contains itself", () => circular],
  [
    "a getter that throws",
    () => ({
      get a() {
        throw new Error("got");
      },
    }),
  ],
];
/** `unwritable`: values that the two treat differently. */
const notInPlaceOf = ["a text", "a map", "a number", "a boolean", "a list", "an element of a list"];
const unwritable: Record<string, string[]> = {
  "a function": [...notInPlaceOf, "a map of structures", "a structure", "an enumeration"],
  "a symbol": [...notInPlaceOf, "a map of structures", "a structure", "an enumeration"],
  "a big integer": ["a value of a map", "an element of a list"],
  "a boxed text": ["a map"],
  "a boxed number": ["a map"],
  "a buffer": ["a map"],
  "an object with toJSON": ["a map", "a map of structures"],
  "an object with toString": ["a map of structures"],
};
describe.each(odd)("With %s", (kind, make) => {
  test.each<[string, (value: unknown) => [operation: string, input: unknown]]>([
    ["the input", (value) => ["GetId", value]],
    ["a text", (value) => ["GetId", { IdentityPoolId: value }]],
    ["a map", (value) => ["GetId", { Logins: value }]],
    ["a value of a map", (value) => ["GetId", { Logins: { a: value } }]],
    ["a number", (value) => ["ListIdentities", { MaxResults: value }]],
    ["a boolean", (value) => ["CreateIdentityPool", { AllowUnauthenticatedIdentities: value }]],
    ["a list", (value) => ["DeleteIdentities", { IdentityIdsToDelete: value }]],
    ["an element of a list", (value) => ["DeleteIdentities", { IdentityIdsToDelete: ["a", value] }]],
    ["a map of structures", (value) => ["SetIdentityPoolRoles", { RoleMappings: value }]],
    ["a structure", (value) => ["SetIdentityPoolRoles", { RoleMappings: { a: value } }]],
    ["an enumeration", (value) => ["SetIdentityPoolRoles", { RoleMappings: { a: { Type: value } } }]],
    ["an unknown member", (value) => ["GetId", { Unknown: value }]],
  ])("for %s, both send the same, or fail in the same way", async (name, place) => {
    const pair = await clientPair(() => ({}));
    const [own, other] = await Promise.all(
      pair.map(async ({ send, server }) => {
        const failure = failureOf(await send(...place(make())));
        return { failure, requests: server.requests.map(comparable) };
      }),
    );
    if (unwritable[kind]?.includes(name)) {
      expectDifferent("unwritable", own, other);
      expect(() => pair[0].server.requests.map(({ body }) => JSON.parse(String(body)))).not.toThrow();
    } else {
      expectSame(own, other);
    }
  });
});

test("Only ours sends text outside ASCII as UTF-8 in place of an object", async () => {
  const [ours, theirs] = await clientPair(() => ({}));
  for (const { send } of [ours, theirs]) {
    await send("GetId", { IdentityPoolId: { a: "é😀" } });
  }
  const [own, other] = [ours, theirs].map(({ server }) => server.requests.map(({ body }) => body.toString("latin1")));
  expectDifferent("wholeText", own, other);
  expect(ours.server.requests.map(textOf)).toEqual(['{"IdentityPoolId":{"a":"é😀"}}']);
});

function textOf({ body }: { body: Buffer }): string {
  return String(body);
}

function failureOf(outcome: Outcome): string {
  return "error" in outcome ? `${outcome.error.name}: ${outcome.error.message}` : "none";
}

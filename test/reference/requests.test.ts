import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import { inputOf, operations, runs } from "./arbitraries.js";
import { clientPair, credentials, type Outcome } from "./clientPair.js";
import { comparable } from "./differences.js";
import { verifySignature } from "./verifySignature.js";

describe("A request is the same, byte for byte, whatever the input of", () => {
  test.each(operations)("%s", async (operation) => {
    const [ours, theirs] = await clientPair(() => ({}));
    await fc.assert(
      fc.asyncProperty(inputOf(operation), async (input) => {
        const outcomes = await Promise.all([
          ours.send(operation, structuredClone(input)),
          theirs.send(operation, structuredClone(input)),
        ]);
        expect(failureOf(outcomes[0])).toEqual(failureOf(outcomes[1]));
        const sent = [ours.server.requests.splice(0), theirs.server.requests.splice(0)] as const;
        expect(sent[0].map(comparable)).toEqual(sent[1].map(comparable));
        for (const request of constraints.operations[operation]?.signed ? sent.flat() : []) {
          verifySignature(request, credentials, "eu-west-1");
        }
      }),
      runs(40),
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
])("An input that names its type goes out with all that is in it: %o", async (input) => {
  const [ours, theirs] = await clientPair(() => ({}));
  await Promise.all([ours.send("GetId", input), theirs.send("GetId", structuredClone(input))]);
  expect(ours.server.requests.map(({ body }) => String(body))).toEqual(
    theirs.server.requests.map(({ body }) => String(body)),
  );
});

test("A structure within an input that names its type goes out with all that is in it", async () => {
  const RoleMappings = { a: { __type: "RoleMapping", Type: "Rules", Unknown: 1, RulesConfiguration: null } };
  const [ours, theirs] = await clientPair(() => ({}));
  for (const { send } of [ours, theirs]) {
    await send("SetIdentityPoolRoles", { RoleMappings });
  }
  expect(String(ours.server.requests[0]?.body)).toBe(String(theirs.server.requests[0]?.body));
});

test.each([new Date(0), [], [{ Type: "Rules" }], [null, undefined, { Type: "Token" }], ["a"]])(
  "Something other than a map of structures goes out as the same text: %o",
  async (RoleMappings) => {
    const [ours, theirs] = await clientPair(() => ({}));
    for (const { send } of [ours, theirs]) {
      await send("SetIdentityPoolRoles", { RoleMappings });
    }
    expect(String(ours.server.requests[0]?.body)).toBe(String(theirs.server.requests[0]?.body));
  },
);

test("An input is left as it was, and what is sent is what it holds when the request is written", async () => {
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
  expect(ours.server.requests.map(({ body }) => String(body))).toEqual(
    theirs.server.requests.map(({ body }) => String(body)),
  );
});

test("A large input arrives whole", async () => {
  const [ours, theirs] = await clientPair(() => ({}));
  const input = { IdentityPoolId: "eu-west-1:x", Logins: { "graph.facebook.com": "é\u{1f600}\ud800".repeat(100_000) } };
  await Promise.all([ours.send("GetId", input), theirs.send("GetId", input)]);
  expect(ours.server.requests.map(comparable)).toEqual(theirs.server.requests.map(comparable));
});

function failureOf(outcome: Outcome): string {
  return "error" in outcome ? `${outcome.error.name}: ${outcome.error.message}` : "none";
}

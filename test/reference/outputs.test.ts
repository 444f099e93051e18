import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerOf, operations } from "./arbitraries.js";
import { checkProperty } from "./checkProperty.js";
import { clientPair, type Outcome } from "./clientPair.js";
import { errorFacts } from "./errorFacts.js";
import { expectDifferent } from "./expectDifferent.js";
import { expectSame } from "./expectSame.js";
import { withoutLostEntries, withoutMemberName } from "./ignoredParts.js";
import type { Answer } from "./scriptedServer.js";

const metadataHeaders = fc.record(
  {
    "x-amzn-requestid": fc.constantFrom("request-1", ""),
    "x-amzn-request-id": fc.constant("request-2"),
    "X-Amz-Request-Id": fc.constant("request-3"),
    "X-AMZ-ID-2": fc.constant("extended"),
    "x-amz-cf-id": fc.constant("distribution"),
    "content-type": fc.constantFrom("application/json", "text/plain; charset=utf-8"),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const status = fc.constantFrom(200, 200, 200, 201, 204, 206, 299);

describe("A response becomes the same output, or the same error, in", () => {
  test.each(operations)("%s", async (operation) => {
    let answer: Answer = {};
    const [ours, theirs] = await clientPair(() => answer);
    const body = answerOf(operation).map((value) => JSON.stringify(value) ?? "");
    await checkProperty(
      fc.asyncProperty(body, metadataHeaders, status, async (text, headers, statusCode) => {
        answer = { status: statusCode, headers, body: text };
        const outcomes = await Promise.all([ours.send(operation), theirs.send(operation)]);
        expectSame(factsOf(outcomes[0]), factsOf(outcomes[1]));
      }),
      60,
    );
  });
});

// biome-ignore format: a table
const timestamps = [
  "1767225600", "1767225600.5", "1767225600.1234", "0", "-1", "-1.5", "1e3", "1.7672256e9", "0.0004", "0.0005",
  "8.64e12", "8.64e13", "1e400", '"1767225600"', '"1767225600.25"', '"1e3"', '"-1"', '"+1"', '"01"', '".5"', '"1."',
  '" 1"', '""', '"NaN"', '"Infinity"', '"-Infinity"', '"2026-01-01T00:00:00Z"', '"Thu, 01 Jan 2026 00:00:00 GMT"',
  "true", "false", "[]", "{}", "null", "[1]",
];
test.each(timestamps)("The timestamp %s is parsed, or rejected, in the same way", async (text) => {
  const body = `{"IdentityId":"a","CreationDate":${text},"LastModifiedDate":1}`;
  const [ours, theirs] = await clientPair(() => ({ body }));
  expectSame(factsOf(await ours.send("DescribeIdentity")), factsOf(await theirs.send("DescribeIdentity")));
});

test("Only ours names the member that can't be read", async () => {
  const body = '{"IdentityId":"a","Credentials":{"Expiration":"2026-01-01T00:00:00Z"}}';
  const [ours, theirs] = await clientPair(() => ({ body }));
  const messages = await Promise.all(
    [ours, theirs].map(async ({ send }) => {
      const { error } = (await send("GetCredentialsForIdentity")) as { error: Error };
      return error.message.split("\n")[0];
    }),
  );
  expect(messages).toEqual([
    "Expected real number, got implicit NaN in Credentials.Expiration",
    "Expected real number, got implicit NaN",
  ]);
  expectDifferent("namedMember", messages[0], messages[1]);
});

// biome-ignore format: a table
const bodies = [
  "", "{}", "null", "[]", "[1,2]", '"text"', "0", "1", "true", "false", ' {"IdentityId":"a"} ',
  '{"IdentityId":"a","IdentityId":"b"}', '{"__proto__":{"IdentityId":"a"}}',
  '{"__type":"x","IdentityId":"a","Other":{"a":[1]}}', '{"__type":1,"Other":1}',
  '{"$metadata":{"a":1},"IdentityId":"a"}', '{"__type":"x","$metadata":{"a":1}}',
  '{"__type":"x","__proto__":{"polluted":1}}', '{"Logins":["a",null,1,{"a":1}]}', '{"Logins":{"0":"a"}}',
  '{"Logins":"a"}', '{"Logins":[[]]}', '{"identityId":"a"}',
];
test.each(bodies)("The body %s is read in the same way", async (body) => {
  const [ours, theirs] = await clientPair(() => ({ body }));
  expectSame(factsOf(await ours.send("DescribeIdentity")), factsOf(await theirs.send("DescribeIdentity")));
});

test("No response changes the prototype of anything", async () => {
  const body =
    '{"__proto__":{"polluted":1},"RoleMappings":{"__proto__":{"Type":"Rules"},"a":{"__proto__":{"polluted":1}}}}';
  const [ours, theirs] = await clientPair(() => ({ body }));
  for (const { send } of [ours, theirs]) {
    const { output } = (await send("GetIdentityPoolRoles")) as { output: { RoleMappings: object } };
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(output.RoleMappings)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  }
  expectSame(factsOf(await ours.send("GetIdentityPoolRoles")), factsOf(await theirs.send("GetIdentityPoolRoles")));
});

test("Only ours keeps a map entry with a name such as `__proto__`", async () => {
  const body = '{"RoleMappings":{"__proto__":{"Type":"Rules"}}}';
  const [ours, theirs] = await clientPair(() => ({ body }));
  const outcomes = await Promise.all([ours.send("GetIdentityPoolRoles"), theirs.send("GetIdentityPoolRoles")]);
  expectDifferent("keptEntries", outcomes[0], outcomes[1]);
  expect(outcomes.map((outcome) => JSON.stringify((outcome as { output: object }).output))).toEqual([
    expect.stringContaining('"RoleMappings":{"__proto__":{"Type":"Rules"}}'),
    expect.stringContaining('"RoleMappings":{}'),
  ]);
});

/** Values, their order, and their JSON. */
function factsOf(outcome: Outcome): object {
  if ("error" in outcome) {
    return errorFacts(withoutMemberName(outcome.error) as typeof outcome.error);
  }
  const output = withoutLostEntries(outcome.output);
  return { output, json: JSON.stringify(output) };
}

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { encode, javaDouble } from "../../../src/local/base/json.js";
import { operationNamed, operationNames } from "../../../src/local/base/model.js";
import type { ModelShape } from "../../../src/runtime/validation/Constraints.js";
import { createFullPool, createPool, manualClock, ok, send, startService } from "../harness.js";

/** A value of a shape, with its members in reverse alphabetical order. */
function sample({ type, members, element }: ModelShape): unknown {
  switch (type) {
    case "structure":
      return Object.fromEntries(
        [...members]
          .sort((one, other) => (one.name < other.name ? 1 : -1))
          .map(({ name, shape }) => [name, sample(shape)]),
      );
    case "list":
      return element && [sample(element), sample(element)];
    case "map":
      return element && new Map([["key", sample(element)]]);
    case "boolean":
      return true;
    case "integer":
    case "long":
    case "timestamp":
      return 1;
    default:
      return "text";
  }
}

/** The member names of each object in a document, in their original order. */
function* orders(value: unknown): Generator<string[]> {
  if (typeof value === "object" && value !== null) {
    if (!Array.isArray(value)) {
      yield Object.keys(value);
    }
    for (const child of Object.values(value)) {
      yield* orders(child);
    }
  }
}

test.each(operationNames)("%s writes the members of its response in alphabetical order, at every level", (name) => {
  const output = operationNamed(name)?.output;
  if (output === undefined) {
    return expect(encode(output, {})).toBe("");
  }
  const written = [...orders(JSON.parse(encode(output, sample(output))))];
  expect(written.length).toBeGreaterThan(0);
  for (const names of written) {
    expect(names).toEqual([...names].sort());
  }
});

test("credentials are written as recorded", async () => {
  const service = await startService({ clock: manualClock(1_715_697_386_000) });
  const IdentityPoolId = await createPool(service);
  const Roles = { unauthenticated: "arn:aws:iam::123456789012:role/Guest" };
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles });
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { text } = await send(service, "GetCredentialsForIdentity", { IdentityId });
  expect(text).toMatch(
    /^\{"Credentials":\{"AccessKeyId":"\w+","Expiration":1\.715700986E9,"SecretKey":"[\w+/]+","SessionToken":"[\w+/=]+"\},"IdentityId":"[\w:-]+"\}$/,
  );
  // Recorded: 1,396 bytes in 2016, 1,756 in 2026.
  expect(text.length).toBeGreaterThan(1700);
  expect(text.length).toBeLessThan(1800);
});

test.each([
  // Recorded.
  [1_715_700_986, "1.715700986E9"],
  [1_515_115_602, "1.515115602E9"],
  [1_421_516_513.393, "1.421516513393E9"],
  // The edge cases of the specification of Double.toString.
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [-1.5, "-1.5"],
  [100, "100.0"],
  [0.001, "0.001"],
  [0.00099, "9.9E-4"],
  [9_999_999, "9999999.0"],
  [9_999_999.5, "9999999.5"],
  [10_000_000, "1.0E7"],
  [1e23, "1.0E23"],
  [2e-44, "2.0E-44"],
  [Number.MIN_VALUE, "4.9E-324"],
  [Number.MAX_VALUE, "1.7976931348623157E308"],
])("%d is written as by Java: %s", (value, text) => {
  expect(javaDouble(value)).toBe(text);
});

test("a time is read as the same instant, to the millisecond", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (milliseconds) => {
      expect(JSON.parse(javaDouble(milliseconds / 1000)) * 1000).toBeCloseTo(milliseconds, 1);
      expect(JSON.parse(javaDouble(milliseconds / 1000))).toBe(milliseconds / 1000);
    }),
  );
});

test("several violations of one member are listed in this order: lower bound, pattern, upper bound", async () => {
  const service = await startService();
  const message = async (IdentityPoolId: string) => (await send(service, "GetId", { IdentityPoolId })).body.message;
  expect((await message("")).split("; ").map((part) => part.replace(/^.*constraint: /, ""))).toEqual([
    "Member must have length greater than or equal to 1",
    "Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
  ]);
  expect((await message("x".repeat(56))).split("; ").map((part) => part.replace(/^.*constraint: /, ""))).toEqual([
    "Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
    "Member must have length less than or equal to 55",
  ]);
});

test("the order of user pools is kept, two clients of one are allowed, and ServerSideTokenCheck is returned even if it was not given", async () => {
  const service = await startService();
  const pool = (name: string, ClientId: string) => ({
    ProviderName: `cognito-idp.us-east-1.amazonaws.com/us-east-1_${name}`,
    ClientId,
  });
  const CognitoIdentityProviders = [pool("b", "2"), pool("a", "1"), pool("b", "1")];
  const IdentityPoolId = await createFullPool(service, { CognitoIdentityProviders });
  expect(await ok(service, "DescribeIdentityPool", { IdentityPoolId })).toMatchObject({
    CognitoIdentityProviders: CognitoIdentityProviders.map((provider) => ({
      ...provider,
      ServerSideTokenCheck: false,
    })),
  });
});

test("a preflight gets the recorded response", async () => {
  const service = await startService();
  const headers = {
    origin: "https://app.example.com",
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type,x-amz-target",
  };
  const response = await fetch(service.endpoint, { method: "OPTIONS", headers });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
  const { connection: _, "keep-alive": __, ...seen } = Object.fromEntries(response.headers);
  expect(seen).toEqual({
    date: expect.any(String),
    "content-length": "0",
    "x-amzn-requestid": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "content-type,x-amz-target",
    "access-control-allow-methods": "POST",
    "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
    "access-control-max-age": "172800",
  });
});

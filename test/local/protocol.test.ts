import { CognitoIdentity as Reference } from "@aws-sdk/client-cognito-identity";
import { STS } from "@aws-sdk/client-sts";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import { CognitoIdentity } from "../../src/index.js";
import { publicOperations, signedOperations } from "../../src/local/domain/operations/index.js";
import type { CognitoIdentityService } from "../../src/local/index.js";
import { exchange } from "../ecosystem/local/rawHttp.js";
import {
  createFullPool,
  createPool,
  DEVELOPER,
  errorsOf,
  loginToken,
  OIDC_ARN,
  ok,
  refused,
  reply,
  SAML_ARN,
  send,
  startService,
  UNKNOWN_ID,
  USER_POOL,
} from "./harness.js";

test("all operations of the model exist, signed or public as declared", () => {
  const named = (signed: boolean) =>
    Object.keys(constraints.operations).filter((name) => constraints.operations[name]?.signed === signed);
  expect(Object.keys(signedOperations).sort()).toEqual(named(true).sort());
  expect(Object.keys(publicOperations).sort()).toEqual(named(false).sort());
});

test("an output has the service's headers and bytes", async () => {
  const service = await startService();
  const { status, headers, text } = await send(service, "GetId", { IdentityPoolId: await createPool(service) });
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/x-amz-json-1.1");
  expect(headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(text).toMatch(/^{"IdentityId":"us-east-1:[0-9a-f-]{36}"}$/);
  expect(headers.get("content-length")).toBe("63");
});

test("an error has its name and message in headers and in the body", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service, { AllowUnauthenticatedIdentities: false });
  const { status, headers, text } = await send(service, "GetId", { IdentityPoolId });
  expect(status).toBe(400);
  expect(text).toBe(
    '{"__type":"NotAuthorizedException","message":"Unauthenticated access is not supported for this identity pool."}',
  );
  expect(headers.get("content-length")).toBe("111");
  expect(headers.get("content-type")).toBe("application/x-amz-json-1.1");
  expect(headers.get("x-amzn-requestid")).toBeTruthy();
  expect(headers.get("x-amzn-errortype")).toBe("NotAuthorizedException:");
  expect(headers.get("x-amzn-errormessage")).toBe("Unauthenticated access is not supported for this identity pool.");
});

test("a message that isn't valid in a header is only in the body", async () => {
  const service = await startService();
  for (const IdentityPoolId of ["line\nbreak", "Ünïcode", "x".repeat(5000)]) {
    const { headers, body } = await send(service, "GetId", { IdentityPoolId });
    expect(body.message).toContain(IdentityPoolId);
    expect(headers.has("x-amzn-errormessage")).toBe(false);
  }
});

test("Date is the time of the service", async () => {
  const service = await startService({ clock: () => Date.parse("2001-02-03T04:05:06Z") });
  const { headers } = await send(service, "GetId", {});
  expect(headers.get("date")).toBe("Sat, 03 Feb 2001 04:05:06 GMT");
});

test.each([
  ["AWSCognitoIdentityService.Nothing"],
  ["AWSCognitoIdentityService.constructor"],
  ["AWSCognitoIdentityService."],
  ["AnotherService.GetId"],
  ["GetId"],
  [""],
  [undefined],
])("the target %s is an unknown operation", async (target) => {
  const service = await startService();
  const headers: Record<string, string> = target === undefined ? {} : { "x-amz-target": target };
  const {
    status,
    text,
    headers: got,
  } = await reply(await fetch(service.endpoint, { method: "POST", headers, body: "{}" }));
  expect(status).toBe(400);
  expect(text).toBe('{"__type":"UnknownOperationException"}');
  expect(got.get("x-amzn-errortype")).toBe("UnknownOperationException:");
});

test.each([
  ["a list for a string", "GetId", { IdentityPoolId: [] }, "Start of list found where not expected"],
  ["a map for a string", "GetId", { IdentityPoolId: {} }, "Start of structure or map found where not expected."],
  ["a number for a string", "GetId", { IdentityPoolId: 1 }, "NUMBER_VALUE can not be converted to a String"],
  ["a boolean for a string", "GetId", { IdentityPoolId: true }, "TRUE_VALUE can not be converted to a String"],
  [
    "a list for a map's value",
    "GetId",
    { IdentityPoolId: "x", Logins: { a: [] } },
    "Start of list found where not expected",
  ],
  ["a string for a map", "GetId", { IdentityPoolId: "x", Logins: "a" }, "Expected map or null"],
  ["a list for a map", "GetId", { IdentityPoolId: "x", Logins: [] }, "Start of list found where not expected"],
  ["a map for a list", "UnlinkIdentity", { LoginsToRemove: {} }, "Start of structure or map found where not expected."],
  ["a string for a list", "UnlinkIdentity", { LoginsToRemove: "x" }, "Expected list or null"],
  ["a list for a body", "GetId", [], "Start of list found where not expected"],
  ["a string for a body", "GetId", '"x"', "Expected null"],
  [
    "a string for an integer",
    "ListIdentityPools",
    { MaxResults: "1" },
    "STRING_VALUE can not be converted to an Integer",
  ],
  [
    "a boolean for an integer",
    "ListIdentityPools",
    { MaxResults: false },
    "FALSE_VALUE can not be converted to an Integer",
  ],
  [
    "a fraction for an integer",
    "ListIdentityPools",
    { MaxResults: 1.5 },
    "NUMBER_VALUE can not be converted to an Integer",
  ],
  [
    "a string for a long",
    "GetOpenIdTokenForDeveloperIdentity",
    { TokenDuration: "1" },
    "STRING_VALUE can not be converted to a Long",
  ],
  [
    "a string for a boolean",
    "CreateIdentityPool",
    { AllowClassicFlow: "true" },
    "STRING_VALUE can not be converted to a Boolean",
  ],
  ["a string for a structure", "CreateIdentityPool", { CognitoIdentityProviders: ["x"] }, "Expected null"],
])("%s is rejected", async (_, operation, input, message) => {
  const service = await startService();
  const { status, body } = await send(service, operation, input);
  expect(status).toBe(400);
  expect(body).toEqual({ __type: "SerializationException", Message: message });
});

test.each(["{", "[1,", "nonsense", "{'a':1}", "\u0000", '{"IdentityPoolId":"x"}}', "\uFEFF{}", "NaN"])(
  "the body %j is not JSON",
  async (body) => {
    const service = await startService();
    const { status, text } = await send(service, "GetId", body);
    expect(status).toBe(400);
    expect(text).toBe('{"__type":"SerializationException"}');
  },
);

test("an empty body is an empty input", async () => {
  const service = await startService();
  expect((await refused(service, "GetId", "")).code).toBe("ValidationException");
  expect((await refused(service, "GetId", "null")).code).toBe("ValidationException");
});

test("other paths and methods are not found", async () => {
  const service = await startService();
  const status = async (path: string, method = "GET") => (await fetch(service.endpoint + path, { method })).status;
  expect(await status("/nowhere")).toBe(404);
  expect(await status("/", "PUT")).toBe(404);
  for (const path of ["/_control", "/_control/reset", "/_console/x", "/.well-known/jwks_uri"]) {
    expect(await status(path, "POST")).toBe(404);
  }
  expect(await status("/.well-known/jwks.json")).toBe(404);
  expect(await status("/.well-known/jwks_uri", "HEAD")).toBe(200);
});

test.each(["/path", "/path/", "//", "/a//b/", "/a/./b", "/_controls", "/ä b"])(
  "%s is accepted as a prefix, as SDKs and proxies send it",
  async (prefix) => {
    const service = await startService();
    const endpoint = `${service.endpoint}${prefix}`;
    const config = { ...service.clientConfig(), endpoint, maxAttempts: 1 };
    for (const client of [new Reference(config), new CognitoIdentity(config)]) {
      expect((await client.listIdentityPools({ MaxResults: 1 })).IdentityPools).toEqual([]);
      client.destroy();
    }
    const sts = new STS(config);
    expect((await sts.getCallerIdentity({})).Account).toBe("000000000000");
    sts.destroy();
  },
);

test("a browser can send every header of an SDK, and read what SDKs read", async () => {
  const service = await startService();
  const asked =
    "amz-sdk-invocation-id,amz-sdk-request,authorization,cache-control,content-type,x-amz-content-sha256,x-amz-date,x-amz-security-token,x-amz-target,x-amz-user-agent,x-some-new-header";
  const headers = {
    origin: "https://example.com",
    "access-control-request-method": "POST",
    "access-control-request-headers": asked,
    "access-control-request-private-network": "true",
  };
  const preflight = await fetch(service.endpoint, { method: "OPTIONS", headers });
  expect(preflight.status).toBe(200);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
  expect(preflight.headers.get("access-control-allow-headers")).toBe(asked);
  expect(preflight.headers.get("access-control-allow-private-network")).toBe("true");
  expect(preflight.headers.get("access-control-max-age")).toBe("172800");
  const plain = await fetch(service.endpoint, { method: "OPTIONS" });
  expect(plain.headers.get("access-control-allow-headers")).toContain("x-amz-target");
  const call = { headers: { origin: "https://example.com" } };
  for (const path of ["/", "/nowhere", "/.well-known/jwks_uri"]) {
    const answer = await fetch(service.endpoint + path, { ...call, method: path === "/" ? "POST" : "GET" });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const exposed = answer.headers.get("access-control-expose-headers")?.toLowerCase().split(",");
    expect(exposed).toEqual(["x-amzn-requestid", "x-amzn-errortype", "x-amzn-errormessage", "date"]);
  }
});

const isAlive = async (service: CognitoIdentityService): Promise<void> => {
  expect((await ok(service, "ListIdentityPools", { MaxResults: 1 })).IdentityPools).toEqual([]);
};

test("a token of the greatest length fits in the URL of a request to STS, beside the cookies of other applications", async () => {
  const service = await startService();
  const parameters = { Action: "AssumeRoleWithWebIdentity", Version: "2011-06-15", RoleSessionName: "session" };
  const RoleArn = "arn:aws:iam::123456789012:role/x";
  const query = new URLSearchParams({ ...parameters, RoleArn, WebIdentityToken: "x".repeat(20_000) });
  const response = await fetch(`${service.endpoint}/?${query}`, { headers: { cookie: "x".repeat(20_000) } });
  expect(await response.text()).toContain("<Code>InvalidIdentityToken</Code>");
});

test("a body that is too large is rejected, whatever its length", async () => {
  const service = await startService();
  const limit = 4 * 1024 * 1024;
  const padded = (size: number): string => `{"IdentityPoolId":"${UNKNOWN_ID}"}`.padEnd(size);
  expect((await refused(service, "GetId", padded(limit))).code).toBe("ResourceNotFoundException");
  for (const size of [limit + 1, 5 * limit]) {
    const { status, body } = await send(service, "GetId", padded(size));
    expect(status).toBe(413);
    expect(body).toEqual({ __type: "RequestEntityTooLargeException" });
  }
  await send(service, "GetId", padded(20 * limit)).catch(() => undefined);
  await isAlive(service);
});

test.each([
  ["keys", `{"Logins":{${Array.from({ length: 300_000 }, (_, n) => `"${n}":""`).join()}}}`],
  ["elements", `{"IdentityPoolId":[${Array.from({ length: 20_001 }, () => "1").join()}]}`],
  ["lists", "[".repeat(20_001)],
])("more %s than in any valid request are rejected before they are parsed", async (_, body) => {
  const service = await startService();
  expect(await refused(service, "GetId", body)).toMatchObject({ code: "SerializationException" });
  expect((await send(service, "GetId", body)).body).toMatchObject({ Message: "The body has more than 20000 values." });
  await isAlive(service);
});

test("an STS form with more parameters than any valid one is rejected before it is parsed", async () => {
  const service = await startService();
  const response = await fetch(service.endpoint, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `Action=GetCallerIdentity&Version=2011-06-15${"&a".repeat(1_000_000)}`,
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("<Code>MalformedQueryString</Code>");
});

test.each([
  ["lists", "[".repeat(500_000) + "]".repeat(500_000)],
  ["structures", `${'{"IdentityPoolId":'.repeat(50_000)}1${"}".repeat(50_000)}`],
  ["an unknown member", `{"x":${"[".repeat(500_000)}${"]".repeat(500_000)}}`],
])("deeply nested %s cause no harm", async (_, body) => {
  const service = await startService();
  expect((await send(service, "GetId", body)).status).toBe(400);
  await isAlive(service);
});

test.each([
  "GARBAGE\r\n\r\n",
  "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
  "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
  "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(100_000)}\r\n\r\n`,
  "POST /%%%?a=%zz&%=&&=== HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
])("the raw bytes %j cause no harm", async (bytes) => {
  const service = await startService();
  const answer = await exchange(service, [Buffer.from(bytes, "latin1")], { end: true });
  expect(answer).not.toMatch(/^HTTP\/1.1 5/);
  await isAlive(service);
});

/** Valid and invalid values of a model's shape, with occasional special strings. */
function arbitraryOf(shapeName: string, texts: readonly string[]): fc.Arbitrary<unknown> {
  const shape = constraints.shapes[shapeName];
  const right = ((): fc.Arbitrary<unknown> => {
    switch (shape?.type) {
      case "structure": {
        const members = Object.entries(shape.members ?? {}).map(([name, { target }]) => [
          name,
          arbitraryOf(target, texts),
        ]);
        return fc.record(Object.fromEntries(members), { requiredKeys: [] });
      }
      case "list":
        return fc.array(arbitraryOf(shape.member ?? "", texts), { maxLength: 4 });
      case "map":
        return fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...texts)), arbitraryOf(shape.value ?? "", texts), {
          maxKeys: 4,
        });
      case "boolean":
        return fc.boolean();
      case "integer":
      case "long":
        return fc.integer({ min: -1, max: 70 });
      default:
        return fc.oneof(
          fc.string({ unit: "binary", maxLength: 40 }),
          fc.constantFrom(...texts, ...(shape?.values ?? [])),
        );
    }
  })();
  return fc.oneof({ weight: 20, arbitrary: right }, { weight: 1, arbitrary: fc.jsonValue() });
}

test.each(Object.entries(constraints.operations))(
  "no input makes %s fail with status 500, or with an error that it doesn't declare",
  async (operation, { input = "" }) => {
    const service = await startService();
    const pool = await createFullPool(service);
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId: pool });
    const arn = `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${pool}`;
    const token = await loginToken(USER_POOL, { sub: "x" });
    const ofCognito = await loginToken("cognito-identity.amazonaws.com", { sub: IdentityId });
    const names = [USER_POOL, `${USER_POOL}:client1`, SAML_ARN, OIDC_ARN, DEVELOPER, "cognito-identity.amazonaws.com"];
    const texts = [
      pool,
      pool,
      pool,
      IdentityId,
      IdentityId,
      arn,
      token,
      ofCognito,
      ...names,
      "authenticated",
      "__proto__",
    ];
    await fc.assert(
      fc.asyncProperty(arbitraryOf(input, texts), async (value) => {
        const { status, text, body } = await send(service, operation, value);
        expect(status, text).toBeLessThan(500);
        if (status !== 200) expect(errorsOf(operation)).toContain(body.__type);
      }),
      { numRuns: 100 },
    );
  },
);

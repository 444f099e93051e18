import * as reference from "@aws-sdk/client-cognito-identity";
import type { MetadataBearer } from "@smithy/types";
import { describe, expect, test } from "vitest";
import * as functions from "../../src/functions/index.js";
import {
  createCaller,
  getCredentialsForIdentity,
  getId,
  getOpenIdToken,
  listIdentities,
  listIdentityPools,
  signWith,
  unlinkIdentity,
} from "../../src/functions/index.js";
import * as api from "../../src/index.js";
import { startCognitoIdentity } from "../../src/local/index.js";
import { withoutRandomDelays } from "../reference/attempts.js";
import { type Answer, type RecordedRequest, type Script, startServer } from "../reference/scriptedServer.js";

const operations: Readonly<Record<string, unknown>> = { ...functions };
const credentials = { accessKeyId: "AKIDEXAMPLE000000001", secretAccessKey: "secretsecretsecretsecret" };
const IDENTITY = "eu-west-1:0f9c2d1e-5b7a-4c3d-8e6f-a1b2c3d4e5f6";
const TOKEN = "eyJhbGciOiJub25lIn0.cGxhbnRlZHBsYW50ZWRwbGFudGVk.c2lnbmF0dXJl";
const named = (status: number, name: string, more: object = {}, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: JSON.stringify({ __type: `com.amazonaws.cognitoidentity#${name}`, message: "because", ...more }),
});

withoutRandomDelays();

async function callerFor(script: Script, options: Partial<functions.CallerOptions> = {}) {
  const { endpoint, requests } = await startServer(script);
  return { caller: createCaller({ region: "eu-west-1", endpoint, ...options }), requests, endpoint };
}

type CallError = Error & Partial<MetadataBearer> & { $response?: unknown };

const rejection = (promise: Promise<unknown>): Promise<CallError> =>
  promise.then(
    () => {
      throw new Error("It did not fail.");
    },
    (error: CallError) => error,
  );

describe("Every operation is a function", () => {
  test("with the name of the aggregated client's method", () => {
    const commands = Object.keys(api).flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);
    const names = commands.map((name) => name[0]?.toLowerCase() + name.slice(1));
    expect(names).toHaveLength(23);
    expect(Object.keys(functions).sort()).toEqual([...names, "createCaller", "signWith"].sort());
  });

  test.each<[string, object, object]>([
    ["getId", { IdentityPoolId: "p", Logins: { a: "b" }, AccountId: undefined }, { IdentityId: IDENTITY }],
    [
      "getCredentialsForIdentity",
      { IdentityId: IDENTITY },
      { IdentityId: IDENTITY, Credentials: { AccessKeyId: "A", SecretKey: "S", SessionToken: "T", Expiration: 1.7e9 } },
    ],
    ["unlinkIdentity", { IdentityId: IDENTITY, Logins: {}, LoginsToRemove: ["a"] }, {}],
    ["describeIdentity", { IdentityId: IDENTITY }, { IdentityId: IDENTITY, CreationDate: 1.5, LastModifiedDate: 2 }],
    ["listIdentities", { IdentityPoolId: "p", MaxResults: 2 }, { Identities: [{ CreationDate: 1.25 }] }],
    ["listIdentityPools", { MaxResults: 1 }, { IdentityPools: [{ IdentityPoolId: "é" }], NextToken: "1" }],
    ["tagResource", { ResourceArn: "arn", Tags: { CreationDate: "5" } }, {}],
  ])("%s sends what the client sends, and returns what it returns", async (name, input, output) => {
    const { endpoint, requests } = await startServer(() => ({
      headers: { "x-amzn-requestid": "request-1" },
      body: JSON.stringify(output),
    }));
    const caller = createCaller({ region: "eu-west-1", endpoint, sign: signWith(credentials) });
    const call = operations[name] as (caller: object, input: object) => Promise<object>;
    const client = new api.CognitoIdentity({ region: "eu-west-1", endpoint, credentials });
    const ofClient = await (client[name as "getId"] as (input: object) => Promise<object>)(input);
    expect(await call(caller, input)).toEqual(ofClient);
    const [sentByClient, sent] = requests.map(comparable);
    expect(sent).toEqual(sentByClient);
  });
});

/** What is the same in every call. The user agent names functions. */
function comparable({ method, url, headers, body }: RecordedRequest): object {
  const {
    authorization,
    "amz-sdk-invocation-id": id,
    "x-amz-date": date,
    "user-agent": userAgent,
    ...others
  } = headers;
  expect(id).toMatch(/^[\da-f-]{36}$/);
  expect(userAgent).toContain("cognito-identity-client/");
  const { "x-amz-user-agent": _, "content-length": length, ...comparableHeaders } = others;
  expect(Number(length)).toBe(body.length);
  return {
    method,
    url,
    headers: comparableHeaders,
    body: body.toString(),
    isSigned: authorization !== undefined,
    hasDate: date !== undefined,
  };
}

describe("An error", () => {
  test("is an instance of this package's and AWS's classes, with metadata and response", async () => {
    const { caller } = await callerFor(() => named(400, "NotAuthorizedException", {}, { "x-amzn-requestid": "1-2" }));
    const error = await rejection(getId(caller, { IdentityPoolId: "p" }));
    expect(error).toBeInstanceOf(api.NotAuthorizedException);
    expect(error).toBeInstanceOf(api.CognitoIdentityServiceException);
    expect(error).toBeInstanceOf(reference.NotAuthorizedException);
    expect(error).not.toBeInstanceOf(api.ResourceNotFoundException);
    expect(error).toMatchObject({
      name: "NotAuthorizedException",
      message: "because",
      $fault: "client",
      $metadata: { httpStatusCode: 400, requestId: "1-2", attempts: 1, totalRetryDelay: 0 },
      $response: { statusCode: 400 },
    });
  });

  test("contains no login tokens or keys, and only an excerpt of an HTML page", async () => {
    const echo =
      (text: string): Script =>
      (request, index) =>
        index === 0
          ? named(400, "NotAuthorizedException", { message: `no: ${text} ${request.headers.authorization}` })
          : {
              status: 403,
              headers: { "content-type": "text/html" },
              body: `<p>no ${text} ${request.headers.authorization}`,
            };
    const { caller } = await callerFor(echo(TOKEN), { sign: signWith(credentials) });
    const signed = caller as functions.SignedCaller;
    const errors = [
      await rejection(getOpenIdToken(caller, { IdentityId: IDENTITY, Logins: { p: TOKEN } })),
      await rejection(listIdentityPools(signed, { MaxResults: 1 })),
    ];
    const { caller: other } = await callerFor(echo(TOKEN), { sign: signWith(credentials) });
    errors.push(await rejection(listIdentityPools(other as functions.SignedCaller, { MaxResults: 1 })));
    const text = errors
      .map((error) => `${error.stack} ${JSON.stringify(error)} ${JSON.stringify(error.$response)}`)
      .join();
    expect(errors.map(({ name }) => name)).toEqual(["NotAuthorizedException", "Forbidden", "NotAuthorizedException"]);
    expect(text).toContain("The response is not JSON (status 403");
    expect(text).not.toMatch(/cGxhbnRlZH|AKIDEXAMPLE000000001|Signature=[\da-f]{20}/);
  });

  test("about missing credentials says how to sign", async () => {
    const { caller, requests } = await callerFor(() => ({}));
    const error = await rejection(listIdentityPools(caller as functions.SignedCaller, { MaxResults: 1 }));
    expect(error.message).toBe("ListIdentityPools must be signed: pass `sign: signWith(credentials)` to createCaller.");
    expect(requests).toHaveLength(0);
  });

  test("names a Region that isn't a host label, and an endpoint that isn't a URL, without its password", () => {
    expect(() => createCaller({ region: "evil.example/" })).toThrow('region="evil.example/" is not a valid hostname');
    expect(() => createCaller({ region: "eu-west-1", endpoint: "user:password@host" })).toThrow("***@host");
    expect(() => createCaller({ region: "eu-west-1", endpoint: "http://h", useFipsEndpoint: true })).toThrow(
      "FIPS and custom endpoint are not supported",
    );
  });
});

describe("Requests", () => {
  test.each([
    [{ region: "eu-west-1" }, "cognito-identity.eu-west-1.amazonaws.com"],
    [{ region: "cn-north-1" }, "cognito-identity.cn-north-1.amazonaws.com.cn"],
    [{ region: "us-gov-west-1", useFipsEndpoint: true }, "cognito-identity-fips.us-gov-west-1.amazonaws.com"],
    [{ region: "us-isob-east-1", useDualstackEndpoint: true }, "cognito-identity.us-isob-east-1.api.aws.scloud"],
  ])("with %o go to %s", async (options, host) => {
    const hosts: string[] = [];
    const handle = async ({ hostname }: { hostname: string }) => {
      hosts.push(hostname);
      return { response: { statusCode: 200, headers: {}, body: "{}" } };
    };
    await getId(createCaller({ ...options, requestHandler: { handle } as never }), { IdentityPoolId: "p" });
    expect(hosts).toEqual([host]);
  });

  test("of public operations are not signed, even with a caller that signs", async () => {
    const { caller, requests } = await callerFor(() => ({}), { sign: signWith(credentials) });
    await unlinkIdentity(caller, { IdentityId: IDENTITY, Logins: {}, LoginsToRemove: [] });
    expect(requests[0]?.headers).not.toHaveProperty("authorization");
  });

  test("are retried after transient errors, as late as the server demands, with each attempt signed and counted", async () => {
    const { caller, requests } = await callerFor(
      (_, index) =>
        [named(503, "X"), named(429, "TooManyRequestsException", {}, { "retry-after": "0.2" }), {}][index] as Answer,
      { sign: signWith(credentials) },
    );
    const { $metadata } = await listIdentities(caller as functions.SignedCaller, {
      IdentityPoolId: "p",
      MaxResults: 1,
    });
    expect($metadata).toMatchObject({ attempts: 3 });
    expect($metadata.totalRetryDelay).toBeGreaterThan(150);
    expect(requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual(
      [1, 2, 3].map((n) => `attempt=${n}; max=3`),
    );
    expect(requests.every(({ headers }) => headers.authorization?.startsWith("AWS4-HMAC-SHA256"))).toBe(true);
  });

  test("are not retried after `maxAttempts`", async () => {
    const { caller, requests } = await callerFor(() => named(500, "InternalErrorException"), { maxAttempts: 1 });
    expect(await rejection(getId(caller, { IdentityPoolId: "p" }))).toBeInstanceOf(api.InternalErrorException);
    expect(requests).toHaveLength(1);
  });

  test("are signed with the server's time if the device's is wrong", async () => {
    const skew = 3_600_000;
    const { caller, requests } = await callerFor(
      (_, index) =>
        index === 0
          ? named(403, "InvalidSignatureException", {}, { date: new Date(Date.now() + skew).toUTCString() })
          : {},
      { sign: signWith(async () => credentials) },
    );
    await listIdentityPools(caller as functions.SignedCaller, { MaxResults: 1 });
    const [first, second] = requests.map(({ headers }) => timeOf(headers["x-amz-date"]));
    expect(Number(second) - Number(first)).toBeGreaterThan(skew - 60_000);
  });

  test("end with the time limit of the call, and with its abort signal", async () => {
    const { caller } = await callerFor(() => ({ silence: "hang" }), { maxAttempts: 1 });
    const late = await rejection(getId(caller, { IdentityPoolId: "p" }, { requestTimeout: 50 }));
    expect(late).toMatchObject({ name: "TimeoutError", $metadata: { attempts: 1 } });
    const controller = new AbortController();
    const call = rejection(getId(caller, { IdentityPoolId: "p" }, { abortSignal: controller.signal }));
    controller.abort();
    expect(await call).toMatchObject({ name: "AbortError", $metadata: {} });
    const aborted = await rejection(getId(caller, { IdentityPoolId: "p" }, { abortSignal: AbortSignal.abort() }));
    expect(aborted.name).toBe("AbortError");
  });
});

/** `20260102T030405Z` in milliseconds. */
function timeOf(text = ""): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

test("The local service creates a pool, and a guest gets credentials", async () => {
  await using service = await startCognitoIdentity();
  const { region, endpoint, credentials: administrator } = service.clientConfig();
  const caller = createCaller({
    region: region as string,
    endpoint: endpoint as string,
    sign: signWith(administrator as typeof credentials),
  });
  const pool = await functions.createIdentityPool(caller, {
    IdentityPoolName: "guests",
    AllowUnauthenticatedIdentities: true,
  });
  const roles = { unauthenticated: "arn:aws:iam::000000000000:role/guest" };
  await functions.setIdentityPoolRoles(caller, { IdentityPoolId: pool.IdentityPoolId, Roles: roles });
  const { IdentityId } = await getId(caller, { IdentityPoolId: pool.IdentityPoolId });
  const { Credentials } = await getCredentialsForIdentity(caller, { IdentityId });
  expect(Credentials?.Expiration).toBeInstanceOf(Date);
  expect(Credentials?.SessionToken).toBeTypeOf("string");
});

test("A caller can be created from a client's configuration; its credentials are not used without `signWith`", async () => {
  await using service = await startCognitoIdentity();
  const caller = createCaller(service.clientConfig() as functions.CallerOptions);
  await expect(getId(caller, { IdentityPoolId: "eu-west-1:01234567-89ab-4cde-8f01-23456789abcd" })).rejects.toThrow(
    api.ResourceNotFoundException,
  );
  await expect(listIdentityPools(caller as functions.SignedCaller, { MaxResults: 1 })).rejects.toThrow(
    "ListIdentityPools must be signed: pass `sign: signWith(credentials)` to createCaller.",
  );
});

test("A session token that isn't a string is signed and sent as a string, as in clients", async () => {
  const sign = signWith({ ...credentials, sessionToken: 5 as unknown as string });
  const { caller, requests } = await callerFor(() => ({ status: 200, body: "{}" }), { sign });
  await listIdentityPools(caller as functions.SignedCaller, { MaxResults: 1 });
  expect(requests[0]?.headers["x-amz-security-token"]).toBe("5");
});

test("A response without a body is an empty output, or an error without a message", async () => {
  const callerOf = (statusCode: number) =>
    createCaller({
      region: "eu-west-1",
      requestHandler: { handle: async () => ({ response: { statusCode, headers: {} } as never }) },
    });
  expect((await getId(callerOf(200), { IdentityPoolId: "p" })).$metadata.httpStatusCode).toBe(200);
  await expect(getId(callerOf(403), { IdentityPoolId: "p" })).rejects.toThrow("UnknownError");
});

test.each([undefined, null])("An input that is %s is sent as an empty one, as in clients", async (input) => {
  const { caller, requests } = await callerFor(() => ({ status: 200, body: "{}" }));
  // @ts-expect-error an input is an object
  await getId(caller, input);
  expect(requests[0]?.body.toString()).toBe("{}");
});

describe("Invalid options of a caller are reported immediately:", () => {
  test.each([
    [{ region: "" }, "Region is missing"],
    [undefined, "Region is missing"],
    [{ region: "eu-west-1", maxAttempts: Number.NaN }, "maxAttempts must be a whole number of at least 1, got NaN."],
    [{ region: "eu-west-1", maxAttempts: 1.5 }, "maxAttempts must be a whole number of at least 1, got 1.5."],
    [{ region: "eu-west-1", endpoint: "" }, 'The endpoint "" is not an http: or https: URL.'],
    [{ region: "eu-west-1", endpoint: "ftp://host" }, 'The endpoint "ftp://host/" is not an http: or https: URL.'],
    [
      { region: "eu-west-1", endpoint: "http://user:password@host:99999" },
      'The endpoint "http://***@host:99999" is not an http: or https: URL.',
    ],
    [{ region: "eu-west-1", maxAttempt: 1 }, "Unknown option: maxAttempt"],
    [
      { region: "eu-west-1", endpoint: null as unknown as string },
      "The endpoint of type null is not an http: or https: URL.",
    ],
  ])("%j", (options, message) => {
    expect(() => createCaller(options as functions.CallerOptions)).toThrow(message);
  });

  test.each([
    ["credentials", credentials],
    ["a function that returns credentials", async () => credentials],
  ])("`sign` that is %s, at the first signed call", async (_, sign) => {
    const caller = createCaller({ region: "eu-west-1", sign: sign as never });
    await expect(listIdentityPools(caller, { MaxResults: 1 })).rejects.toThrow(
      "ListIdentityPools must be signed: pass `sign: signWith(credentials)` to createCaller.",
    );
  });

  test("a configuration instead of a caller, as in Amplify's functions", async () => {
    const configuration = { region: "eu-west-1" } as unknown as functions.Caller;
    await expect(getId(configuration, { IdentityPoolId: "p" })).rejects.toThrow(
      "The first argument must be a caller: the result of createCaller.",
    );
  });
});

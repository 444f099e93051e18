import { Agent } from "node:http";
import * as reference from "@aws-sdk/client-cognito-identity";
import { FetchHttpHandler } from "@smithy/fetch-http-handler";
import type { Logger, MetadataBearer } from "@smithy/types";
import { ConfiguredRetryStrategy } from "@smithy/util-retry";
import { describe, expect, test, vi } from "vitest";
import { ownCaller } from "../../src/credentials/platform/callers.browser.js";
import { GetCredentialsForIdentity$ } from "../../src/generated/commands/GetCredentialsForIdentityCommand.js";
import {
  CognitoIdentityClient,
  type CognitoIdentityClientConfig,
  CognitoIdentityServiceException,
  GetCredentialsForIdentityCommand,
  InternalErrorException,
  NotAuthorizedException,
  ResourceNotFoundException,
} from "../../src/index.js";
import { withoutRandomDelays } from "../reference/attempts.js";
import { type Answer, type RecordedRequest, startServer } from "../reference/scriptedServer.js";

const input = { IdentityId: "eu-west-1:é", Logins: { "accounts.google.com": "a.b.c" }, CustomRoleArn: undefined };
const credentials = {
  AccessKeyId: "ASIAEXAMPLE",
  SecretKey: "secretKey",
  SessionToken: "token",
  Expiration: 1.7e9 + 0.5,
};
const issued: Answer = {
  headers: { "X-Amzn-RequestId": "request-1" },
  body: JSON.stringify({ IdentityId: "eu-west-1:é", Credentials: credentials }),
};
const named = (status: number, name: string, headers = {}): Answer => ({
  status,
  headers,
  body: JSON.stringify({ __type: `com.amazonaws.cognitoidentity#${name}`, message: "because", Extra: 1 }),
});

interface Outcome {
  result: unknown;
  requests: RecordedRequest[];
  error?: Error & { $response?: unknown };
}

type Configuration = Partial<CognitoIdentityClientConfig>;

/** Makes the same call with both clients, each with its own server that returns the same response. */
async function withBoth(script: Answer[], configuration: Configuration = {}, path = ""): Promise<[Outcome, Outcome]> {
  const outcomeOf = async (call: (config: CognitoIdentityClientConfig) => Promise<unknown>): Promise<Outcome> => {
    const { endpoint, requests } = await startServer(
      (_, index) => script[Math.min(index, script.length - 1)] as Answer,
    );
    try {
      return { result: await call({ region: "eu-west-1", endpoint: endpoint + path, ...configuration }), requests };
    } catch (error) {
      return { result: facts(error as Error), requests, error: error as Error };
    }
  };
  return [
    await outcomeOf((config) => new CognitoIdentityClient(config).send(new GetCredentialsForIdentityCommand(input))),
    await outcomeOf(
      async (config) => (await ownCaller(config).callOperation(GetCredentialsForIdentity$, input)).output,
    ),
  ];
}

const facts = (error: Error): object => ({ ...error, name: error.name, message: error.message, text: String(error) });

/** What differs between runs, and between servers. */
function comparable({ method, url, headers, body }: RecordedRequest, comparesUserAgent: boolean): object {
  const { host, "amz-sdk-invocation-id": id, "user-agent": userAgent, "x-amz-user-agent": short, ...others } = headers;
  expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(id).toMatch(/^[\da-f-]{36}$/);
  const userAgents = comparesUserAgent && { userAgent, short };
  return { method, url, headers: { ...others, ...userAgents }, body: body.toString() };
}

function expectAlike([whole, small]: [Outcome, Outcome]): void {
  expect(small.result).toEqual(whole.result);
  // The code for rarely used options also adds the platform.
  const comparesUserAgent = !small.requests.some(({ headers }) => headers["user-agent"]?.includes(" md/functions "));
  expect(small.requests.map((request) => comparable(request, comparesUserAgent))).toEqual(
    whole.requests.map((request) => comparable(request, comparesUserAgent)),
  );
}

const once = { retryStrategy: new ConfiguredRetryStrategy(1) };
const quickly = { retryStrategy: new ConfiguredRetryStrategy(3, 1) };

withoutRandomDelays();

describe("The small client sends and returns the same as the full client, with", () => {
  test.each<[string, Answer[], Configuration, string?]>([
    ["credentials", [issued], {}],
    ["no body", [{ body: "" }], {}],
    ["an error that the model declares", [named(400, "NotAuthorizedException")], {}],
    ["an error that it does not", [named(400, "SomethingNewException")], {}],
    [
      "an error named only by a header",
      [{ status: 400, headers: { "X-Amzn-ErrorType": "NotAuthorizedException:" } }],
      {},
    ],
    ["an error whose body is null", [{ status: 400, body: "null" }], {}],
    ["an error whose body is a string", [{ status: 400, body: '"no"' }], {}],
    ["a response that is null", [{ body: "null" }], {}],
    ["an error without a name", [{ status: 404, body: "{}" }], {}],
    ["a body that is not JSON", [{ status: 403, headers: { "content-type": "text/html" }, body: "<b>no</b>" }], once],
    ["a response that is not JSON", [{ status: 200, body: "nothing" }], once],
    ["a failing server", [named(500, "InternalErrorException"), named(503, "X"), issued], quickly],
    ["a connection that is closed", [{ silence: "reset" }, issued], quickly],
    ["endless throttling", [named(400, "TooManyRequestsException")], quickly],
    ["one attempt", [{ status: 500, body: "{}" }], { maxAttempts: 1 }],
    ["attempts from a function", [{ status: 500, body: "{}" }, issued], { maxAttempts: async () => 2 }],
    ["an application's user agent", [issued], { customUserAgent: [["app", "1 0"]], userAgentAppId: "id/1" }],
    ["a user agent of its own", [issued], { defaultUserAgentProvider: async () => [["mine", "1"]] }],
    ["a path in the endpoint", [issued], {}, "/below/this"],
    ["a handler that returns streams", [issued], { requestHandler: new FetchHttpHandler() }],
    ["a handler's options", [issued], { requestHandler: { httpAgent: new Agent({ keepAlive: false }) } }],
  ])("%s", async (_, script, configuration, path) => {
    const outcomes = await withBoth(script, configuration, path);
    expectAlike(outcomes);
    expect(outcomes[1].requests.length).toBeGreaterThan(0);
  });

  test("a time limit", async () => {
    const configuration = { requestHandler: { requestTimeout: 50 }, maxAttempts: 1 };
    const [whole, small] = await withBoth([{ silence: "hang" }], configuration);
    expect(small.result).toEqual(whole.result);
    expect(small.result).toMatchObject({ name: "TimeoutError" });
  });

  test.each<Configuration>([
    {},
    { region: async () => "cn-north-1" },
    { region: "fips-us-gov-west-1" },
    { region: "us-gov-east-1" },
    { endpoint: "https://example.com:8443/a/b" },
    { endpoint: "HTTP://EXAMPLE.com/%C3%BC/?a=1" },
    { region: "us-gov-west-1", useFipsEndpoint: true },
    { useDualstackEndpoint: true },
    { region: "us-east-1", useFipsEndpoint: async () => true, useDualstackEndpoint: async () => true },
    { endpoint: { url: new URL("https://example.com/x?a=1"), headers: { "x-mine": ["1", "2"] } } as never },
    { endpointProvider: () => ({ url: new URL("https://example.org") }) },
  ])("the host determined by %o", async (configuration) => {
    const hosts: object[] = [];
    const requestHandler = {
      handle: async ({ protocol, hostname, port, path, headers }: Record<string, never>) => {
        hosts.push({ protocol, hostname, port, path, mine: headers?.["x-mine"] });
        return { response: { statusCode: 200, headers: {}, body: "{}" } };
      },
    } as never;
    const config = { region: "eu-west-1", requestHandler, ...configuration };
    await new CognitoIdentityClient(config).send(new GetCredentialsForIdentityCommand(input));
    await ownCaller(config).callOperation(GetCredentialsForIdentity$, input);
    expect(hosts[1]).toEqual(hosts[0]);
  });

  test("log records with masked secrets", async () => {
    const records: object[] = [];
    const logger = {
      info: (record: object) => records.push(record),
      error: (record: object) => records.push(record),
    } as never as Logger;
    await withBoth([issued], { logger });
    await withBoth([named(400, "NotAuthorizedException")], { logger });
    const [ofWhole, ofSmall, failedWhole, failedSmall] = records;
    const output = { IdentityId: "eu-west-1:é", Credentials: "***SensitiveInformation***" };
    expect(ofSmall).toEqual({ ...ofWhole, output });
    expect(failedSmall).toMatchObject(JSON.parse(JSON.stringify({ ...failedWhole, error: {} })));
    expect(JSON.stringify(records)).not.toMatch(/a\.b\.c|secretKey|ASIAEXAMPLE|"token"/);
  });
});

describe("An error from the small client", () => {
  test("is an instance of the class with its name, and of no other", async () => {
    const [, { error }] = await withBoth([named(400, "NotAuthorizedException")]);
    expect(error).toBeInstanceOf(CognitoIdentityServiceException);
    expect(error).toBeInstanceOf(NotAuthorizedException);
    expect(error).not.toBeInstanceOf(ResourceNotFoundException);
    expect(error).toBeInstanceOf(reference.CognitoIdentityServiceException);
    expect(error).toBeInstanceOf(reference.NotAuthorizedException);
    expect(error).not.toBeInstanceOf(reference.ResourceNotFoundException);
    const [, { error: ofServer }] = await withBoth([named(500, "InternalErrorException")], once);
    expect(ofServer).toBeInstanceOf(InternalErrorException);
    expect(ofServer).toMatchObject({ $fault: "server" });
  });

  test("has the response as a non-enumerable property", async () => {
    const [, { error }] = await withBoth([named(400, "NotAuthorizedException")]);
    expect(error?.$response).toMatchObject({ statusCode: 400 });
    expect(Object.keys(error as object)).not.toContain("$response");
  });
});

describe("The small client", () => {
  test.each([
    [{ extensions: [] }, "extensions"],
    [{ httpAuthSchemes: [] }, "httpAuthSchemes"],
    [{ protocol: {} as never }, "protocol"],
    [{ retryMode: "adaptive" }, "retryMode"],
  ])("rejects %o, which needs a full client, with a message that says so", async (option, name) => {
    const call = ownCaller({ region: "eu-west-1", ...option }).callOperation(GetCredentialsForIdentity$, input);
    await expect(call).rejects.toThrow(
      `clientConfig.${name} needs a whole client: pass \`client: new CognitoIdentityClient(…)\` instead.`,
    );
  });

  test("waits as long as the server demands", async () => {
    const [, { result }] = await withBoth([named(429, "X", { "Retry-After": "0.2" }), issued]);
    const { attempts, totalRetryDelay } = (result as MetadataBearer).$metadata;
    expect(attempts).toBe(2);
    expect(totalRetryDelay).toBeGreaterThan(150);
  });

  test("needs a Region that can be part of a host name", async () => {
    await expect(ownCaller({}).callOperation(GetCredentialsForIdentity$, input)).rejects.toThrow("Region is missing");
    const handle = vi.fn();
    const client = ownCaller({ region: "evil.example/", requestHandler: { handle } as never });
    await expect(client.callOperation(GetCredentialsForIdentity$, input)).rejects.toThrow("is not a valid hostname");
    expect(handle).not.toHaveBeenCalled();
  });
});

test("A function for the application ID is called once for all requests", async () => {
  const { endpoint, requests } = await startServer(() => issued);
  const userAgentAppId = vi.fn(async () => "my-app");
  const caller = ownCaller({ region: "eu-west-1", endpoint, userAgentAppId });
  await Promise.all([1, 2].map(() => caller.callOperation(GetCredentialsForIdentity$, input)));
  expect(requests.map(({ headers }) => headers["user-agent"])).toEqual([
    expect.stringContaining("app/my-app"),
    expect.stringContaining("app/my-app"),
  ]);
  expect(userAgentAppId).toHaveBeenCalledOnce();
});

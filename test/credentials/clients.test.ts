import { execFileSync } from "node:child_process";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import * as aws from "@aws-sdk/credential-provider-cognito-identity";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type CognitoIdentityCredentialProvider, fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { CognitoIdentityClient, DescribeIdentityCommand } from "../../src/index.js";
import { errorOf, fakeClock, GOOGLE, HOUR, mapStorage, startServices, USER_ROLE } from "./world.js";

interface S3 {
  S3Client: new (
    configuration: object,
  ) => { send(command: object): Promise<{ Body?: { transformToString(): Promise<string> } }>; destroy(): void };
  GetObjectCommand: new (input: { Bucket: string; Key: string }) => object;
}
let s3: S3;
beforeAll(() => {
  execFileSync(process.execPath, ["scripts/setup.js", "test/credentials"], { stdio: "inherit" });
  s3 = createRequire(import.meta.url)("@aws-sdk/client-s3") as S3;
});

/** A server that returns an object for every request, and records the requests. */
async function startBucket(): Promise<{ endpoint: string; requests: IncomingHttpHeaders[] }> {
  const requests: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    response.end("hello");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

async function read(credentials: unknown, endpoint: string, sends: number): Promise<void> {
  const client = new s3.S3Client({ region: "eu-west-1", endpoint, forcePathStyle: true, credentials });
  for (let send = 0; send < sends; send++) {
    const { Body } = await client.send(new s3.GetObjectCommand({ Bucket: "bucket", Key: "key" }));
    expect(await Body?.transformToString()).toBe("hello");
  }
  client.destroy();
}

test("A client with `cacheMiddleware` sends every operation of a provider", async () => {
  const world = await startServices();
  const client = new CognitoIdentityClient({ ...world.clientConfig, cacheMiddleware: true });
  const credentials = fromCognitoIdentityPool({ identityPoolId: world.identityPoolId, client, cache: mapStorage() });
  expect(await credentials()).toMatchObject({ identityId: expect.any(String), accessKeyId: expect.any(String) });
  expect(world.operations()).toEqual(["GetId", "GetCredentialsForIdentity"]);
});

test("A tracer that reads the credentials of the provider's own client does not wait for the default chain", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDOFTHECHAIN");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  const world = await startServices();
  const found: unknown[] = [];
  const { send } = CognitoIdentityClient.prototype;
  // As AWS's distribution of OpenTelemetry 0.13 does before each call.
  vi.spyOn(CognitoIdentityClient.prototype, "send").mockImplementation(async function (
    this: CognitoIdentityClient,
    ...call: unknown[]
  ) {
    found.push(await this.config.credentials().catch((error: Error) => error.message));
    return Reflect.apply(send, this, call);
  } as never);
  const credentials = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
  expect(await credentials()).toMatchObject({ identityId: expect.any(String) });
  // Outside Node.js, providers have no client.
  expect([[], Array(2).fill("The client of a credential provider calls public operations only.")]).toContainEqual(
    found,
  );
});

describe("@aws-sdk/client-s3", () => {
  test("signs with the credentials of a guest", async () => {
    const world = await startServices();
    const { endpoint, requests } = await startBucket();
    const credentials = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
    await read(credentials, endpoint, 2);
    const { accessKeyId, sessionToken } = await credentials();
    expect(requests).toHaveLength(2);
    for (const headers of requests) {
      expect(headers.authorization).toContain(`Credential=${accessKeyId}/`);
      expect(headers["x-amz-security-token"]).toBe(sessionToken);
    }
  });

  test.each([2 * HOUR, -2 * HOUR])(
    "with a clock that is %i ms off, makes five requests with one refresh",
    async (offset) => {
      const world = await startServices();
      const { endpoint } = await startBucket();
      fakeClock(offset);
      await read(fromCognitoIdentityPool({ ...world, cache: mapStorage() }), endpoint, 5);
      expect(world.operations()).toEqual(["GetId", "GetCredentialsForIdentity"]);
    },
  );

  test("with a clock two hours fast and AWS's provider, makes eleven refreshes", async () => {
    const world = await startServices();
    const { endpoint } = await startBucket();
    fakeClock(2 * HOUR);
    await read(aws.fromCognitoIdentityPool({ ...world, cache: mapStorage() }), endpoint, 5);
    expect(world.operations().filter((name) => name === "GetCredentialsForIdentity")).toHaveLength(11);
  });
});

/** The identity that signs a client's next request, according to STS. */
const callerOf = async (client: STSClient): Promise<string | undefined> =>
  (await client.send(new GetCallerIdentityCommand({}))).Arn;

test("@aws-sdk/client-sts identifies the caller, and requests new credentials after the user has signed in", async () => {
  const world = await startServices();
  const { endpoint, region } = world.service;
  let token: string | undefined = await world.service.loginToken({ provider: GOOGLE, subject: "alice" });
  const credentials: CognitoIdentityCredentialProvider = fromCognitoIdentityPool({
    ...world,
    cache: mapStorage(),
    logins: { [GOOGLE]: async () => token },
  });
  const client = new STSClient({ region, endpoint, credentials });
  expect(await callerOf(client)).toContain(`assumed-role/${USER_ROLE.split("/")[1]}/CognitoIdentityCredentials`);
  token = undefined;
  await credentials.clear();
  // The client caches credentials for an hour, so they are marked as expired.
  expect(await callerOf(client)).toContain("assumed-role/Guest/");
  client.destroy();
});

test("this package's own client also requests new credentials after the user has signed in", async () => {
  const world = await startServices();
  const credentials = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
  const client = new CognitoIdentityClient({ ...world.service.clientConfig(), credentials });
  const { identityId } = await credentials();
  const describeOne = () => client.send(new DescribeIdentityCommand({ IdentityId: identityId }));
  await describeOne();
  await credentials.clear();
  await describeOne();
  const keys = world.service.requests
    .filter(({ operation }) => operation === "DescribeIdentity")
    .map(({ accessKeyId }) => accessKeyId);
  expect(new Set(keys).size).toBe(2);
  client.destroy();
});

test("the service rejects expired credentials, and the provider replaces them before they expire", async () => {
  const world = await startServices();
  const { endpoint, region } = world.service;
  fakeClock();
  const credentials = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
  const copy = { ...(await credentials()) };
  const client = new STSClient({ region, endpoint, credentials });
  const late = new STSClient({ region, endpoint, credentials: copy, maxAttempts: 1 });
  await callerOf(client);
  world.pass(HOUR + 1_000);
  expect((await errorOf(callerOf(late))).message).toContain("expired");
  await callerOf(client);
  client.destroy();
  late.destroy();
});

import { createServer } from "node:http";
import { expect, test } from "vitest";
import { InputError, startCognitoIdentity } from "../../src/local/index.js";
import { cpuTimeOf } from "../cpuTime.js";
import { createPool, loginToken, ok, send, startService, USER_POOL } from "./harness.js";

test("a service starts on a free loopback port, in the default Region", async () => {
  const service = await startService();
  expect(service.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(service.region).toBe("us-east-1");
  expect(service.clientConfig()).toEqual({
    endpoint: service.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
});

test("the client configuration contains the first credentials", async () => {
  const credentials = [
    { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c", accountId: "111122223333" },
    { accessKeyId: "d", secretAccessKey: "e" },
  ];
  const service = await startService({ credentials, region: "eu-west-1" });
  expect(service.clientConfig()).toEqual({
    endpoint: service.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" },
  });
  await createPool(service);
});

test("a port that is taken causes an error that names it", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(startCognitoIdentity({ port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is already in use. Choose another port, or 0 for any free port.`,
  );
  await new Promise((resolve) => server.close(resolve));
  await using service = await startCognitoIdentity({ port });
  expect(service.endpoint).toBe(`http://127.0.0.1:${port}`);
});

test.each([
  [{ port: -1 }, "port must be a whole number from 0 to 65535, not -1."],
  // An unset variable would otherwise make the service accessible from the network.
  [{ host: "" }, 'host must be the name or address of this machine to listen on, not "".'],
  [{ region: "local" }, 'region must be a Region such as us-east-1, not "local".'],
  [{ accountId: "123" }, 'accountId must be twelve digits, not "123".'],
  [
    {
      credentials: [
        { accessKeyId: "one", secretAccessKey: "a" },
        { accessKeyId: "two", secretAccessKey: "b" },
        { accessKeyId: "two", secretAccessKey: "c", accountId: "111111111111" },
      ],
    },
    "credentials[2].accessKeyId is the same as that of credentials[1]. Each access key needs an ID of its own.",
  ],
  [{ credentials: [] }, "credentials must have at least one access key. Omit the option for `test` / `test`."],
  [
    { credentials: [{ accessKeyId: "a", secretAccessKey: "" }] },
    "credentials[0].secretAccessKey must be text that is not empty.",
  ],
  [
    { credentials: [{ accessKeyId: "a/b", secretAccessKey: "b" }] },
    "credentials[0].accessKeyId must be 1 to 128 visible ASCII characters except / and ,.",
  ],
  [
    { credentials: [{ accessKeyId: "a", secretAccessKey: "b", accountId: "x" }] },
    'credentials[0].accountId must be twelve digits, not "x".',
  ],
  [{ datafolder: "state" } as object, "datafolder is not an option. Did you mean dataFolder?"],
  [
    { storage: "state" } as object,
    "storage is not an option. Use one of: port, host, region, accountId, credentials, loginProviders, verifyLogins, " +
      "faithfulJwks, https, dataFolder, syncData, seed, clock, faults, control, controlToken, cors, onRequest.",
  ],
  [
    { loginProviders: { "login.example.com": { clientId: ["app"] } } } as object,
    'loginProviders["login.example.com"].clientId is not an option. Did you mean clientIds?',
  ],
  [4500 as unknown as object, "The options must be an object, such as { port: 4500 }, not 4500."],
  [{ dataFolder: "file:///srv/state" }, 'dataFolder must be the path of a folder, not "file:///srv/state".'],
  [null as unknown as object, "The options must be an object, such as { port: 4500 }, not null."],
])("the options %j are rejected with a reason", async (options, message) => {
  const error: unknown = await startCognitoIdentity(options).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).message).toBe(message);
});

test("a closed service ends its connections, can be closed again, and frees its port", async () => {
  const service = await startCognitoIdentity();
  await createPool({ ...service });
  await Promise.all([service.close(), service.close()]);
  await service.close();
  await expect(fetch(service.endpoint)).rejects.toThrow();
});

test("a service ends with the block in which it was started", async () => {
  let endpoint = "";
  {
    await using service = await startCognitoIdentity();
    endpoint = service.endpoint;
    await fetch(endpoint);
  }
  await expect(fetch(endpoint)).rejects.toThrow();
});

test("services are independent of each other", async () => {
  const [one, two] = [await startService(), await startService()];
  await createPool(one);
  expect((await ok(two, "ListIdentityPools", { MaxResults: 60 })).IdentityPools).toEqual([]);
});

test("reset restores the initial state", async () => {
  const service = await startService();
  await createPool(service);
  await service.reset();
  expect(service.requests).toEqual([]);
  expect((await ok(service, "ListIdentityPools", { MaxResults: 60 })).IdentityPools).toEqual([]);
});

test("an access key ID with other characters than AWS's is accepted and logged", async () => {
  const service = await startService({ credentials: [{ accessKeyId: "my-key@ci", secretAccessKey: "secret" }] });
  await ok(service, "ListIdentityPools", { MaxResults: 1 });
  expect(service.requests).toMatchObject([{ accessKeyId: "my-key@ci", status: 200 }]);
});

test("the last requests are kept, without secrets", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const token = await loginToken(USER_POOL, { sub: "x" });
  await send(service, "GetId", { IdentityPoolId, Logins: { [USER_POOL]: token } });
  await send(service, "Nothing", {}, { credentials: null });
  expect(service.requests).toEqual([
    expect.objectContaining({ operation: "CreateIdentityPool", signed: true, status: 200, error: undefined }),
    expect.objectContaining({ operation: "GetId", signed: false, status: 400, error: "NotAuthorizedException" }),
    expect.objectContaining({ operation: undefined, status: 400, error: "UnknownOperationException" }),
  ]);
  expect(service.requests[0]?.ms).toBeGreaterThan(0);
  expect(JSON.stringify(service.requests)).not.toContain(token);
  for (let n = 0; n < 110; n++) await send(service, "GetId", {});
  expect(service.requests).toHaveLength(100);
});

test("a service starts within 50 milliseconds of CPU time", async () => {
  const times: number[] = [];
  // The best of several runs, because garbage collection and compilation also count.
  for (let count = 0; count < 5; count++) {
    times.push(
      await cpuTimeOf(async () => {
        await using service = await startCognitoIdentity();
        expect(service.endpoint).toMatch(/^http:/);
      }),
    );
  }
  expect(Math.min(...times)).toBeLessThan(50);
});

test("hundreds of services can start and stop", async () => {
  for (let n = 0; n < 200; n++) {
    await using service = await startCognitoIdentity();
    expect((await fetch(service.endpoint, { method: "OPTIONS" })).status).toBe(200);
  }
});

test("functions that need the state report that the service is closed", async () => {
  const service = await startCognitoIdentity();
  const snapshot = await service.snapshot();
  await service.close();
  const message = "The service is closed, so it has no state. Call this before `close()`.";
  await expect(service.snapshot()).rejects.toThrow(message);
  await expect(service.restore(snapshot)).rejects.toThrow(message);
  await expect(service.reset()).rejects.toThrow(message);
  expect(() => service.snapshotText()).toThrow(message);
  expect(() => service.resolveAccessKey("ASIA0")).toThrow(message);
});

test("syncData needs a data folder", async () => {
  await expect(startCognitoIdentity({ syncData: true })).rejects.toThrow(
    "syncData requires a data folder (`dataFolder`, --data).",
  );
});

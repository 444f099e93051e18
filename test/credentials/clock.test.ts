import { inspect } from "node:util";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import * as aws from "@aws-sdk/credential-provider-cognito-identity";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { fakeClock, HOUR, mapStorage, startServices, type World } from "./world.js";

type FromPool = typeof aws.fromCognitoIdentityPool;

/** Sends five signed requests with a client of another service, and returns the number of credentials that it requested. */
async function refreshesOfFiveSends(fromPool: FromPool, world: World): Promise<number> {
  const { service } = world;
  const credentials = fromPool({ ...world, cache: mapStorage() });
  const client = new STSClient({ region: service.region, endpoint: service.endpoint, credentials });
  for (let send = 0; send < 5; send++) {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    expect(Arn).toContain("assumed-role/Guest/");
  }
  client.destroy();
  return world.operations().filter((name) => name === "GetCredentialsForIdentity").length;
}

describe.each([
  ["two hours fast", 2 * HOUR, 12],
  ["right", 0, 1],
  ["two hours slow", -2 * HOUR, 1],
])("on a device whose clock is %s,", (_what, offset, ofAws) => {
  test("five signed requests cause one refresh", async () => {
    const world = await startServices();
    fakeClock(offset);
    expect(await refreshesOfFiveSends(fromCognitoIdentityPool, world)).toBe(1);
  });

  test(`AWS's provider refreshes ${ofAws} times`, async () => {
    const world = await startServices();
    fakeClock(offset);
    expect(await refreshesOfFiveSends(aws.fromCognitoIdentityPool, world)).toBe(ofAws);
  });

  test("credentials are used until they expire, and no longer", async () => {
    const world = await startServices();
    fakeClock(offset);
    const { service } = world;
    const credentials = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
    const client = new STSClient({ region: service.region, endpoint: service.endpoint, credentials });
    for (let minutes = 0; minutes < 150; minutes += 10) {
      await client.send(new GetCallerIdentityCommand({}));
      world.pass(600_000);
    }
    client.destroy();
    expect(service.requests.filter(({ error }) => error === "ExpiredToken")).toEqual([]);
    expect(world.operations().filter((name) => name === "GetCredentialsForIdentity").length).toBeLessThanOrEqual(4);
  });

  test("the same applies if the page can't read the `Date` header", async () => {
    const world = await startServices();
    fakeClock(offset);
    const { requestHandler } = world.clientConfig;
    const handle = requestHandler.handle.bind(requestHandler);
    requestHandler.handle = async (...request: Parameters<typeof handle>) => {
      const result = await handle(...request);
      delete result.response.headers.date;
      return result;
    };
    expect(await refreshesOfFiveSends(fromCognitoIdentityPool, world)).toBe(1);
  });
});

test("with AWS's provider and a slow clock, a client keeps using expired credentials", async () => {
  const world = await startServices();
  fakeClock(-2 * HOUR);
  const { service } = world;
  const credentials = aws.fromCognitoIdentityPool({ ...world, cache: mapStorage() });
  const client = new STSClient({ region: service.region, endpoint: service.endpoint, credentials, maxAttempts: 1 });
  await client.send(new GetCallerIdentityCommand({})).catch(() => {});
  await client.send(new GetCallerIdentityCommand({}));
  world.pass(HOUR + 1_000);
  await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toThrow("expired");
  client.destroy();
});

describe("a clock that changes while credentials are in use", () => {
  test.each([
    ["forward by two hours costs one refresh", 2 * HOUR, 2],
    ["back by two hours costs none", -2 * HOUR, 1],
  ])("%s", async (_what, jump, refreshes) => {
    const world = await startServices();
    const clock = fakeClock();
    const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
    const before = await provider();
    clock.set(jump);
    for (let call = 0; call < 5; call++) {
      await provider();
    }
    expect(world.operations().filter((name) => name === "GetCredentialsForIdentity")).toHaveLength(refreshes);
    const after = await provider();
    expect(Number(after.expiration) - Date.now()).toBeGreaterThan(HOUR - 10_000);
    // A client with the previous credentials compares them with the current clock.
    expect(Number(before.expiration) - Date.now()).toBeLessThanOrEqual(HOUR + 1_000);
    world.pass(HOUR);
    expect((await provider()).accessKeyId).not.toBe(after.accessKeyId);
  });

  test.each([0, 1, 500, 999])(
    "while the device sleeps, at %i ms past the second: a stopped monotonic clock doesn't extend the life of credentials",
    async (fraction) => {
      const world = await startServices();
      const clock = fakeClock(0, { fraction });
      const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
      const before = await provider();
      world.service.control.advanceTime(HOUR);
      clock.set(HOUR);
      expect(Number(before.expiration)).toBeLessThanOrEqual(Date.now());
      expect((await provider()).accessKeyId).not.toBe(before.accessKeyId);
    },
  );
});

test("on a device with the right time, the expiration is that of the server, and stays the same", async () => {
  const world = await startServices();
  const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
  fakeClock();
  const credentials = await provider();
  const known = world.service.resolveAccessKey(credentials.accessKeyId);
  // A clock that advances with every read.
  const time = Date.now();
  let looks = 0;
  vi.spyOn(Date, "now").mockImplementation(() => time + looks++);
  vi.spyOn(process, "hrtime").mockImplementation(
    Object.assign(() => [0, looks * 1e6] as [number, number], process.hrtime),
  );
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const output = [credentials, credentials, await provider()].map(({ expiration }) => Number(expiration));
  expect(looks).toBeGreaterThan(2);
  expect(new Set(output)).toEqual(new Set([Number(known?.expiration)]));
});

describe("the expiration of credentials that a caller holds", () => {
  test("follows the clock, prints as a date, and is a date in copies and JSON", async () => {
    const world = await startServices();
    const clock = fakeClock();
    const credentials = await fromCognitoIdentityPool({ ...world, cache: mapStorage() })();
    const before = Number(credentials.expiration);
    clock.set(-HOUR);
    expect(Math.abs(Number(credentials.expiration) - (before - HOUR))).toBeLessThanOrEqual(1_000);
    const { expiration } = credentials;
    expect([{ ...credentials }, Object.assign({}, credentials)]).toEqual([
      expect.objectContaining({ expiration }),
      expect.objectContaining({ expiration }),
    ]);
    expect(JSON.parse(JSON.stringify(credentials)).expiration).toBe(expiration?.toISOString());
    expect(Object.keys(credentials).sort()).toEqual(
      ["identityId", "accessKeyId", "secretAccessKey", "sessionToken", "expiration"].sort(),
    );
    expect(inspect(credentials)).toContain(`expiration: ${expiration?.toISOString()}`);
  });

  test("can be replaced without affecting other credentials", async () => {
    const world = await startServices();
    const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
    const credentials = await provider();
    const expiration = new Date(0);
    (credentials as { expiration?: Date }).expiration = expiration;
    expect(credentials.expiration).toBe(expiration);
    expect(Object.getOwnPropertyDescriptor(credentials, "expiration")).toMatchObject({
      writable: true,
      enumerable: true,
    });
    expect(Object.assign(await provider(), { expiration }).expiration).toBe(expiration);
    expect(Number((await provider()).expiration)).toBeGreaterThan(Date.now());
  });
});

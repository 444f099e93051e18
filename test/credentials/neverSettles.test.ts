import { describe, expect, onTestFinished, test, vi } from "vitest";
import { fromCognitoIdentity, fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { errorOf, fakeClock, GOOGLE, HOUR, mapStorage, startServices } from "./world.js";

const never = () => new Promise<never>(() => {});
/** Advances the timers one by one until the promise has settled. */
async function withTime<Result>(promise: Promise<Result>): Promise<Result> {
  let isSettled = false;
  const settled = promise.finally(() => {
    isSettled = true;
  });
  settled.catch(() => {});
  await expect
    .poll(async () => {
      await vi.advanceTimersByTimeAsync(500);
      return isSettled;
    })
    .toBe(true);
  return settled;
}

describe("a storage", () => {
  test.each(["getItem", "setItem", "removeItem"] as const)(
    "whose `%s` never settles is treated as empty and replaced by memory",
    async (method) => {
      const world = await startServices();
      fakeClock(0, { timers: true });
      const cache = { ...mapStorage(), [method]: never };
      const provider = fromCognitoIdentityPool({ ...world, cache });
      const { identityId } = await withTime(provider());
      expect((await provider({ forceRefresh: true })).identityId).toBe(identityId);
      await withTime(provider.clear());
      expect((await withTime(provider())).identityId).not.toBe(identityId);
    },
  );

  test("whose `getItem` never settles delays only one call, by one second", async () => {
    const world = await startServices();
    fakeClock(0, { timers: true });
    let reads = 0;
    const getItem = () => {
      reads++;
      return never();
    };
    const provider = fromCognitoIdentityPool({ ...world, cache: { ...mapStorage(), getItem } });
    await withTime(provider());
    expect(reads).toBe(1);
  });

  test("whose `setItem` never settles doesn't prevent `clear` from discarding the user", async () => {
    const world = await startServices();
    fakeClock(0, { timers: true });
    const cache = mapStorage();
    const provider = fromCognitoIdentityPool({ ...world, cache: { ...cache, setItem: never } });
    await provider();
    cache.items.set(`aws:cognito-identity-credentials:${world.identityPoolId}:ANONYMOUS`, "eu-west-1:1");
    await withTime(provider.clear());
    expect([...cache.items]).toEqual([]);
  });

  test("that is an IndexedDB that never opens is treated as empty", async () => {
    const world = await startServices();
    fakeClock(0, { timers: true });
    vi.stubGlobal("indexedDB", { open: () => ({}) });
    vi.stubGlobal("self", globalThis);
    onTestFinished(() => void vi.unstubAllGlobals());
    const provider = fromCognitoIdentityPool(world);
    const { identityId } = await withTime(provider());
    expect((await provider({ forceRefresh: true })).identityId).toBe(identityId);
    await withTime(provider.clear());
  });
});

describe("a login function that never settles", () => {
  test("makes the call fail after 30 seconds, with its name in the error", async () => {
    const world = await startServices();
    fakeClock(0, { timers: true });
    const parameters = { ...world, cache: mapStorage(), logins: { [GOOGLE]: never } };
    for (const provider of [
      fromCognitoIdentityPool(parameters),
      fromCognitoIdentity({ ...parameters, identityId: "eu-west-1:1" }),
    ]) {
      const [first, second] = [errorOf(provider()), errorOf(provider())];
      await vi.advanceTimersByTimeAsync(30_000);
      const error = await first;
      expect(error).toMatchObject({
        name: "LoginError",
        message: `The login of ${GOOGLE} did not settle within 30000 ms.`,
      });
      expect(await second).toBe(error);
    }
    expect(world.sent).toEqual([]);
  });

  test("is called once for callers who wait less than that", async () => {
    const world = await startServices();
    fakeClock(0, { timers: true });
    const login = vi.fn(never);
    const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins: { [GOOGLE]: login } });
    errorOf(provider());
    await vi.advanceTimersByTimeAsync(20_000);
    errorOf(provider());
    expect(login).toHaveBeenCalledTimes(1);
  });

  test("doesn't block waiting calls after `clear`", async () => {
    const world = await startServices();
    const token = await world.service.loginToken({ provider: GOOGLE, subject: "bob" });
    const login = vi.fn(async () => token).mockReturnValueOnce(never());
    const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins: { [GOOGLE]: login } });
    const waiting = [provider(), provider()];
    await expect.poll(() => login.mock.calls.length).toBe(1);
    await provider.clear();
    const [one, other] = await Promise.all(waiting);
    expect(one?.identityId).toBe(other?.identityId);
    expect(login).toHaveBeenCalledTimes(2);
  });
});

test("a request that never settles blocks neither later calls nor, after `clear`, those already waiting", async () => {
  const world = await startServices();
  fakeClock(0, { timers: true });
  world.service.control.addFault({ operation: "GetCredentialsForIdentity", kind: "hang", times: 1 });
  const clientConfig = { ...world.clientConfig, requestHandler: world.clientConfig.requestHandler };
  const provider = fromCognitoIdentityPool({ ...world, clientConfig, cache: mapStorage() });
  const first = provider();
  await expect.poll(() => world.service.control.faults()).toEqual([]);
  expect(world.operations()).toHaveLength(2);
  vi.advanceTimersByTime(3_000);
  const { identityId } = await provider();
  expect(world.operations()).toEqual(["GetId", "GetCredentialsForIdentity", "GetCredentialsForIdentity"]);
  await provider.clear();
  expect((await first).identityId).not.toBe(identityId);
});

test("a background refresh that never settles is replaced by another one", async () => {
  const world = await startServices();
  fakeClock();
  const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
  const { accessKeyId } = await provider();
  world.pass(HOUR - 4 * 60_000);
  world.service.control.addFault({ operation: "GetCredentialsForIdentity", kind: "hang", times: 1 });
  expect((await provider()).accessKeyId).toBe(accessKeyId);
  await expect.poll(() => world.service.control.faults()).toEqual([]);
  expect(world.operations()).toHaveLength(3);
  world.pass(60_000);
  await provider();
  await expect.poll(async () => (await provider()).accessKeyId).not.toBe(accessKeyId);
  expect(world.operations()).toHaveLength(4);
});

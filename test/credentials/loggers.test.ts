import { setImmediate } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { fromCognitoIdentity, fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { CognitoIdentityClient } from "../../src/index.js";
import { errorOf, fakeClock, GOOGLE, HOUR, mapStorage, startServices } from "./world.js";

/** Vitest fails if a rejection is unhandled, because it would end a process. */
const broken = {
  "that throws": () => {
    throw new Error("disk full");
  },
  "whose promise rejects": () => Promise.reject(new Error("disk full")),
  "that throws a symbol": () => {
    throw Symbol("disk full");
  },
};
const loggerOf = (method: () => unknown) =>
  ({ trace: method, debug: method, info: method, warn: method, error: method }) as never;

describe.each(Object.entries(broken))("a logger %s doesn't break", (_, method) => {
  test("calls", async () => {
    const world = await startServices();
    const logger = loggerOf(method);
    const cache = mapStorage();
    for (const parameters of [{ logger }, { clientConfig: { ...world.clientConfig, logger } }]) {
      const provider = fromCognitoIdentityPool({ ...world, cache, ...parameters });
      const { identityId } = await provider();
      await fromCognitoIdentity({ ...world, identityId, ...parameters })();
      // The identity is replaced, which is logged, and the client's Region differs, which causes a warning.
      await world.admin.deleteIdentities({ IdentityIdsToDelete: [identityId] });
      const client = new CognitoIdentityClient({ ...world.clientConfig, region: "ap-south-1" });
      await fromCognitoIdentityPool({ ...world, cache, ...parameters, client })();
      const logins = { [GOOGLE]: "no token" };
      expect((await errorOf(fromCognitoIdentityPool({ ...world, cache, ...parameters, logins })())).name).toBe(
        "NotAuthorizedException",
      );
    }
  });

  test("refreshes in the background", async () => {
    const world = await startServices();
    fakeClock();
    const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage(), logger: loggerOf(method) });
    const { accessKeyId } = await provider();
    world.pass(HOUR - 4 * 60_000);
    world.service.control.addFault({ operation: "GetCredentialsForIdentity", kind: "throttle", times: 1 });
    expect((await provider()).accessKeyId).toBe(accessKeyId);
    await expect.poll(() => world.operations().length).toBe(3);
    await setImmediate();
    world.pass(2_000);
    await provider();
    await expect.poll(async () => (await provider()).accessKeyId).not.toBe(accessKeyId);
  });
});

test.each<[string, unknown]>([
  ["a symbol", Symbol("reason")],
  ["undefined", undefined],
  ["an object without a prototype", Object.create(null)],
  [
    "a frozen error",
    Object.freeze(Object.assign(new Error("Invalid login token."), { name: "NotAuthorizedException" })),
  ],
])(
  "the caller receives what a client throws, unchanged, and it doesn't break a refresh in the background: %s",
  async (_, thrown) => {
    const world = await startServices();
    const token = await world.service.loginToken({ provider: GOOGLE, subject: "alice" });
    fakeClock();
    let isBroken = true;
    const client = new CognitoIdentityClient(world.clientConfig);
    const send = client.send.bind(client);
    client.send = (async (command: never) => {
      if (isBroken) {
        throw thrown;
      }
      return send(command);
    }) as typeof client.send;
    const warnings: string[] = [];
    const nothing = () => {};
    const logger = { debug: nothing, info: nothing, error: nothing, warn: (text: string) => void warnings.push(text) };
    const provider = fromCognitoIdentityPool({
      ...world,
      cache: mapStorage(),
      client,
      logger,
      logins: { [GOOGLE]: token },
    });
    expect(await errorOf(provider())).toBe(thrown);
    isBroken = false;
    const { accessKeyId } = await provider();
    isBroken = true;
    world.pass(HOUR - 4 * 60_000);
    expect((await provider()).accessKeyId).toBe(accessKeyId);
    await setImmediate();
    expect((await provider()).accessKeyId).toBe(accessKeyId);
  },
);

describe("a `cache` that cannot be used", () => {
  const text = "`cache` failed, so this user may get another identity with each start:";
  const failing = {
    getItem: () => Promise.reject(new Error('Invalid area "aws"')),
    setItem: () => Promise.reject(new Error("Not allowed")),
    removeItem: () => {},
  };
  const report = 'Error: Invalid area "aws"';

  test.each([
    ["fails", failing, report],
    ["has methods with other names", new Map(), "TypeError: storage.getItem is not a function"],
  ])("because it %s is reported once, in the logger or on the console", async (_, cache, problem) => {
    const world = await startServices();
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    onTestFinished(() => warn.mockRestore());
    const provider = fromCognitoIdentityPool({ ...world, cache: cache as never });
    await provider();
    await provider({ forceRefresh: true });
    await provider.clear();
    expect(warn.mock.calls).toEqual([[`${text} ${problem}`]]);
    const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    await fromCognitoIdentityPool({ ...world, cache: cache as never, logger })();
    expect(logger.warn.mock.calls).toEqual([[`${text} ${problem}`]]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test("is not reported if it is the default: an application can do nothing about it", async () => {
    const world = await startServices();
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    onTestFinished(() => warn.mockRestore());
    vi.stubGlobal("window", { localStorage: failing });
    onTestFinished(() => void vi.unstubAllGlobals());
    await fromCognitoIdentityPool(world)();
    expect(warn).not.toHaveBeenCalled();
  });
});

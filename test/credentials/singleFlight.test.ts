import { getEventListeners } from "node:events";
import * as aws from "@aws-sdk/credential-provider-cognito-identity";
import { describe, expect, test } from "vitest";
import { fromCognitoIdentity, fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { CognitoIdentity } from "../../src/index.js";
import { errorOf, fakeClock, GUEST_ROLE, HOUR, mapStorage, startServices } from "./world.js";

const MINUTE = 60_000;
const PAIR = ["GetId", "GetCredentialsForIdentity"];
const times = <Result>(count: number, action: () => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, action));

describe("ten concurrent calls", () => {
  test("make one GetId and one GetCredentialsForIdentity request, and return the same credentials", async () => {
    const { service, clientConfig, identityPoolId, operations } = await startServices();
    const provider = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage() });
    const all = await times(10, () => provider());
    expect(operations()).toEqual(PAIR);
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
    expect(service.resolveAccessKey(all[0]?.accessKeyId ?? "")).toMatchObject({
      roleArn: GUEST_ROLE,
      identityId: all[0]?.identityId,
    });
    await provider();
    expect(operations()).toEqual(PAIR);
  });

  test("make twenty requests with AWS's provider", async () => {
    const { clientConfig, identityPoolId, operations } = await startServices();
    const provider = aws.fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage() });
    await times(10, () => provider());
    expect(operations()).toHaveLength(20);
  });

  test("with an identity ID make one request; with AWS's provider, twenty in two rounds", async () => {
    const { clientConfig, admin, identityPoolId, operations, sent } = await startServices();
    const { IdentityId: identityId = "" } = await admin.getId({ IdentityPoolId: identityPoolId });
    const provider = fromCognitoIdentity({ identityId, clientConfig });
    await times(10, () => provider());
    await times(10, () => provider());
    expect(operations()).toEqual(["GetCredentialsForIdentity"]);
    sent.length = 0;
    const theirs = aws.fromCognitoIdentity({ identityId, clientConfig });
    await times(10, () => theirs());
    await times(10, () => theirs());
    expect(operations()).toHaveLength(20);
  });

  test("from two clients make one request of each; with AWS's provider, two", async () => {
    const { service, clientConfig, identityPoolId, operations, sent } = await startServices();
    const sends = async (credentials: ReturnType<typeof aws.fromCognitoIdentityPool>): Promise<string[]> => {
      sent.length = 0;
      const clients = [1, 2].map(() => new CognitoIdentity({ ...service.clientConfig(), credentials }));
      await times(5, () => Promise.all(clients.map((client) => client.listIdentityPools({ MaxResults: 1 }))));
      for (const client of clients) {
        client.destroy();
      }
      return operations();
    };
    const cache = mapStorage();
    expect(await sends(fromCognitoIdentityPool({ identityPoolId, clientConfig, cache }))).toEqual(PAIR);
    expect(
      await sends(aws.fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage() })),
    ).toHaveLength(4);
  });
});

test("a failed request is not shared with later calls", async () => {
  const { service, clientConfig, identityPoolId } = await startServices();
  const provider = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage() });
  service.control.addFault({ operation: "GetCredentialsForIdentity", kind: "throttle", times: 1 });
  const failures = await Promise.allSettled([provider(), provider()]);
  expect(failures.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await provider();
});

test("an abort ends only the wait of its caller, immediately, and not the shared request", async () => {
  const { clientConfig, identityPoolId, operations } = await startServices();
  let answer = (): void => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { requestHandler } = clientConfig;
  const handle = requestHandler.handle.bind(requestHandler);
  let asked = 0;
  requestHandler.handle = (...request: Parameters<typeof handle>) => {
    asked++;
    return answered.then(() => handle(...request));
  };
  const provider = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage() });
  const controller = new AbortController();
  const [aborted, other] = [provider({ abortSignal: controller.signal }), provider()];
  await expect.poll(() => asked).toBe(1);
  controller.abort();
  expect((await errorOf(aborted)).name).toBe("AbortError");
  expect(operations()).toEqual([]);
  answer();
  await other;
  expect(operations()).toEqual(PAIR);
  expect((await errorOf(provider({ abortSignal: AbortSignal.abort() }))).name).toBe("AbortError");
  const { signal } = new AbortController();
  await provider({ abortSignal: signal });
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

describe("a refresh", () => {
  test("starts in the background when less than five minutes are left, and no caller waits for it", async () => {
    const { service, clientConfig, identityPoolId, operations, pass } = await startServices();
    fakeClock();
    const provider = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage() });
    const { accessKeyId: first } = await provider();
    pass(HOUR - 6 * MINUTE);
    await provider();
    expect(operations()).toEqual(PAIR);
    pass(2 * MINUTE);
    service.control.addFault({ operation: "GetCredentialsForIdentity", latency: 200, times: 1 });
    const [second, third] = await Promise.all([provider(), provider()]);
    expect([second.accessKeyId, third.accessKeyId]).toEqual([first, first]);
    await expect.poll(async () => (await provider()).accessKeyId).not.toBe(first);
    expect(operations()).toEqual([...PAIR, "GetCredentialsForIdentity"]);
  });

  test("blocks callers when less than one minute is left", async () => {
    const { clientConfig, identityPoolId, operations, pass } = await startServices();
    fakeClock();
    const provider = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage() });
    const first = await provider();
    pass(HOUR - 50_000);
    const second = await provider();
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
    expect(second.identityId).toBe(first.identityId);
    expect(operations()).toEqual([...PAIR, "GetCredentialsForIdentity"]);
  });

  test("that fails in the background leaves the credentials unchanged, and is followed by a pause", async () => {
    const { service, clientConfig, identityPoolId, operations, pass } = await startServices();
    fakeClock();
    const warnings: string[] = [];
    const nothing = () => {};
    const logger = { debug: nothing, info: nothing, error: nothing, warn: (text: string) => void warnings.push(text) };
    const provider = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage(), logger });
    const first = await provider();
    pass(HOUR - 4 * MINUTE);
    const clear = service.control.addFault({ operation: "GetCredentialsForIdentity", kind: "throttle" });
    expect((await provider()).accessKeyId).toBe(first.accessKeyId);
    await expect.poll(() => warnings.join()).toContain("TooManyRequestsException");
    for (let call = 0; call < 5; call++) {
      await provider();
    }
    expect(operations()).toHaveLength(3);
    pass(31_000);
    clear();
    await provider();
    await expect.poll(async () => (await provider()).accessKeyId).not.toBe(first.accessKeyId);
    expect(operations()).toHaveLength(4);
  });

  test("that fails in the last minute returns the credentials while they are valid, then the last error, and isn't sent with every call", async () => {
    const { service, clientConfig, identityPoolId, operations, pass } = await startServices();
    fakeClock();
    const provider = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage() });
    const { accessKeyId } = await provider();
    pass(HOUR - 59_000);
    const remove = service.control.addFault({ operation: "GetCredentialsForIdentity", kind: "unavailable" });
    for (let call = 0; call < 5; call++) {
      expect((await provider()).accessKeyId).toBe(accessKeyId);
    }
    expect(operations()).toHaveLength(3);
    pass(60_000);
    const error = await errorOf(provider());
    expect(await errorOf(provider())).toBe(error);
    expect(operations()).toHaveLength(4);
    pass(2_000);
    remove();
    expect((await provider()).accessKeyId).not.toBe(accessKeyId);
  });

  test("is forced with `forceRefresh`", async () => {
    const { clientConfig, identityPoolId, operations } = await startServices();
    const provider = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache: mapStorage() });
    const first = await provider();
    const second = await provider({ forceRefresh: true });
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
    expect(operations()).toEqual([...PAIR, "GetCredentialsForIdentity"]);
  });
});

describe("two providers with one storage, as in two tabs of a browser, that start at the same time", () => {
  test("use the identity whose response arrives first", async () => {
    const { clientConfig, identityPoolId, operations } = await startServices();
    const cache = mapStorage();
    const first = fromCognitoIdentityPool({ identityPoolId, clientConfig, cache });
    const send = clientConfig.requestHandler.handle.bind(clientConfig.requestHandler);
    let release = (): void => {};
    const firstIsDone = new Promise<void>((resolve) => {
      release = resolve;
    });
    const second = fromCognitoIdentityPool({
      identityPoolId,
      cache,
      clientConfig: {
        ...clientConfig,
        requestHandler: {
          async handle(...request: Parameters<typeof send>) {
            const response = await send(...request);
            await firstIsDone;
            return response;
          },
        } as never,
      },
    });
    const later = second();
    const { identityId } = await first();
    release();
    expect((await later).identityId).toBe(identityId);
    expect([...cache.items.values()]).toEqual([identityId]);
    expect(operations().filter((operation) => operation === "GetId")).toHaveLength(2);
  });
});

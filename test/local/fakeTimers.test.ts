import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { CognitoIdentity } from "../../src/index.js";
import { type CognitoIdentityService, startCognitoIdentity } from "../../src/local/index.js";
import { settle, stateOf, until } from "../turns.js";

const HOUR_MS = 3_600_000;
const identityPoolId = "us-east-1:11111111-2222-4333-8444-555555555555";
const Roles = { unauthenticated: "arn:aws:iam::000000000000:role/Guest" };
const pool = { IdentityPoolId: identityPoolId, IdentityPoolName: "app", AllowUnauthenticatedIdentities: true, Roles };

let service: CognitoIdentityService;

beforeEach(async () => {
  service = await startCognitoIdentity({ seed: { pools: [pool] } });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(async () => {
  vi.useRealTimers();
  await service.close();
});

test("With fake timers, a retry and a delayed operation wait until the test advances the time", async () => {
  const cognito = new CognitoIdentity(service.clientConfig());
  for (const fault of [{ kind: "throttle", times: 1 } as const, { latency: 2_000, times: 1 }]) {
    service.control.addFault(fault);
    const timers = vi.getTimerCount();
    const call = cognito.getId({ IdentityPoolId: identityPoolId });
    await until(() => vi.getTimerCount() > timers);
    expect(await stateOf(call)).toBe("pending");
    let found: string | undefined;
    void call.then(
      ({ IdentityId }) => {
        found = IdentityId;
      },
      (error: unknown) => {
        found = String(error);
      },
    );
    // Short steps, so that no time limit ends before the network has had its turns.
    while (found === undefined) {
      await vi.advanceTimersByTimeAsync(100);
      await settle();
    }
    expect(found).toMatch(/^us-east-1:/);
  }
  cognito.destroy();
});

test("A provider refreshes by the clock of the process, which the service follows", async () => {
  const credentials = fromCognitoIdentityPool({ identityPoolId, clientConfig: service.clientConfig() });
  const { accessKeyId } = await credentials();
  service.control.advanceTime(2 * HOUR_MS);
  expect((await credentials()).accessKeyId).toBe(accessKeyId);
  service.control.resetTime();
  vi.setSystemTime(Date.now() + 2 * HOUR_MS);
  const refreshed = await credentials();
  expect(refreshed.accessKeyId).not.toBe(accessKeyId);
  expect(refreshed.expiration?.getTime()).toBeGreaterThan(Date.now());
});

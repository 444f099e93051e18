import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import {
  CognitoIdentity,
  type CognitoIdentityClientConfig,
  CognitoIdentityServiceException,
  TooManyRequestsException,
} from "../../../src/index.js";
import type { CognitoIdentityService } from "../../../src/local/index.js";
import { until } from "../../turns.js";
import { createPool, startService } from "../harness.js";

const HOUR = 60 * 60_000;

// Without the random part, there is no delay between attempts.
beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  return () => void vi.restoreAllMocks();
});

function clientOf(service: CognitoIdentityService, config: CognitoIdentityClientConfig = {}): CognitoIdentity {
  const client = new CognitoIdentity({ ...service.clientConfig(), ...config });
  onTestFinished(() => client.destroy());
  return client;
}

const attemptsAt = (service: CognitoIdentityService, operation: string): (string | number)[] =>
  service.requests
    .filter((request) => request.operation === operation)
    .map(({ status, error, fault }) => error ?? fault ?? status);

async function errorOf(promise: Promise<unknown>): Promise<CognitoIdentityServiceException> {
  const error = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(Error);
  return error as CognitoIdentityServiceException;
}

test("a throttled call succeeds when it is retried", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  service.control.addFault({ operation: "GetId", kind: "throttle", times: 2 });
  const { IdentityId, $metadata } = await clientOf(service).getId({ IdentityPoolId });
  expect(IdentityId).toMatch(/^us-east-1:/);
  expect($metadata.attempts).toBe(3);
  const throttled = "TooManyRequestsException";
  expect(attemptsAt(service, "GetId")).toEqual([throttled, throttled, 200]);
});

test("a call that is always throttled fails with the service's exception", async () => {
  const service = await startService({ faults: [{ kind: "throttle" }] });
  const error = await errorOf(clientOf(service).getId({ IdentityPoolId: "us-east-1:x" }));
  expect(error).toBeInstanceOf(TooManyRequestsException);
  expect(error).toMatchObject({ name: "TooManyRequestsException", message: "Rate exceeded", $fault: "client" });
  expect(error.$metadata).toMatchObject({ httpStatusCode: 400, attempts: 3 });
});

test.each(["error", "cut", "truncate"] as const)("after `%s` a call is retried", async (kind) => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  service.control.addFault({ operation: "DescribeIdentityPool", kind, times: 1 });
  const pool = await clientOf(service).describeIdentityPool({ IdentityPoolId });
  expect(pool.IdentityPoolName).toBe("pool");
  expect(pool.$metadata.attempts).toBe(2);
});

test("an HTML page from a front end becomes an exception that says so, after retries", async () => {
  const service = await startService();
  service.control.addFault({ kind: "unavailable", times: 3 });
  const client = clientOf(service);
  const error = await errorOf(client.listIdentityPools({ MaxResults: 1 }));
  expect(error).toBeInstanceOf(CognitoIdentityServiceException);
  expect(error).toMatchObject({ name: "ServiceUnavailable", $fault: "server" });
  expect(error.message).toContain("503 Service Temporarily Unavailable");
  expect(error.$metadata).toMatchObject({ httpStatusCode: 503, attempts: 3 });
  service.control.addFault({ kind: "unavailable", times: 1 });
  expect((await client.listIdentityPools({ MaxResults: 1 })).$metadata.attempts).toBe(2);
});

test("a service that hangs causes a TimeoutError, and a later attempt can succeed", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const service = await startService();
  service.control.addFault({ kind: "hang" });
  const config = { requestHandler: { requestTimeout: 100 } };
  const failing = errorOf(clientOf(service, { ...config, maxAttempts: 1 }).listIdentityPools({ MaxResults: 1 }));
  await until(() => service.requests.length === 1);
  vi.advanceTimersByTime(100);
  const error = await failing;
  expect(error.name).toBe("TimeoutError");
  expect(error).not.toBeInstanceOf(CognitoIdentityServiceException);
  service.control.clearFaults();
  service.control.addFault({ kind: "hang", times: 1 });
  const output = clientOf(service, config).listIdentityPools({ MaxResults: 1 });
  await until(() => service.requests.length === 2);
  vi.advanceTimersByTime(100);
  // The delay before the second attempt.
  await until(() => {
    vi.advanceTimersByTime(0);
    return service.requests.length === 3;
  });
  expect((await output).$metadata.attempts).toBe(2);
});

test("a response after the client's timeout also causes a TimeoutError", async () => {
  const service = await startService({ faults: [{ latency: 400 }] });
  const hasty = clientOf(service, { maxAttempts: 1, requestHandler: { requestTimeout: 50 } });
  expect((await errorOf(hasty.listIdentityPools({ MaxResults: 1 }))).name).toBe("TimeoutError");
  expect((await clientOf(service).listIdentityPools({ MaxResults: 1 })).IdentityPools).toEqual([]);
});

test.each([HOUR, -HOUR])("a clock that is %i ms off is corrected by the client", async (difference) => {
  const service = await startService();
  service.control.advanceTime(difference);
  const client = clientOf(service);
  expect((await client.listIdentityPools({ MaxResults: 1 })).$metadata.attempts).toBe(2);
  expect((await client.listIdentityPools({ MaxResults: 1 })).$metadata.attempts).toBe(1);
  expect(attemptsAt(service, "ListIdentityPools")).toEqual(["InvalidSignatureException", 200, 200]);
});

test("a wrong Date header misleads the client until the service rejects a request with the right time", async () => {
  const service = await startService();
  const client = clientOf(service);
  const list = () => client.listIdentityPools({ MaxResults: 1 });
  service.control.addFault({ dateSkew: -HOUR, times: 1 });
  await list();
  expect((await list()).$metadata.attempts).toBe(2);
  expect(attemptsAt(service, "ListIdentityPools")).toEqual([200, "InvalidSignatureException", 200]);
  // The device's clock turns out to be right, which is measured like any other offset.
  service.control.addFault({ dateSkew: HOUR, times: 1 });
  await list();
  expect((await list()).$metadata.attempts).toBe(2);
  expect((await list()).$metadata.attempts).toBe(1);
});

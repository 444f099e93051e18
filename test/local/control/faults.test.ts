import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { constraints } from "../../../src/generated/constraints.js";
import { type Fault, InputError, publishedRates, startCognitoIdentity } from "../../../src/local/index.js";
import { settle } from "../../turns.js";
import { createPool, manualClock, ok, send, startService } from "../harness.js";

const pools = ["ListIdentityPools", { MaxResults: 1 }] as const;

/** Rates are measured with the system clock. */
function stopMachineClock(): void {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
}

describe("a fault", () => {
  test.each([
    [{ kind: "throttle" }, 400, "TooManyRequestsException", "Rate exceeded"],
    [{ kind: "error" }, 500, "InternalErrorException", "Internal error"],
    [{ error: { code: "LimitExceededException", message: "Enough." } }, 400, "LimitExceededException", "Enough."],
    [{ error: { code: "ExternalServiceException", status: 502 } }, 502, "ExternalServiceException", undefined],
    [{ error: { code: "InternalErrorException" } }, 500, "InternalErrorException", undefined],
  ] satisfies [Fault, number, string, string | undefined][])(
    "%j responds with %i %s",
    async (fault, status, code, message) => {
      const service = await startService();
      service.control.addFault(fault);
      const reply = await send(service, ...pools);
      expect([reply.status, reply.body.__type, reply.body.message]).toEqual([status, code, message]);
      expect(reply.headers.get("x-amzn-errortype")).toBe(`${code}:`);
      expect(reply.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
      service.control.clearFaults();
      await ok(service, ...pools);
    },
  );

  test("`unavailable` is a page from a front end, without headers of the service", async () => {
    const service = await startService();
    service.control.addFault({ kind: "unavailable" });
    const { status, headers, text } = await send(service, ...pools);
    expect([status, headers.get("content-type")]).toEqual([503, "text/html"]);
    expect(text).toMatch(/^<html>.*503 Service Temporarily Unavailable/s);
    expect(headers.get("x-amzn-requestid")).toBeNull();
  });

  test("applies before the signature of a request is checked", async () => {
    const service = await startService();
    service.control.addFault({ kind: "throttle" });
    expect((await send(service, ...pools, { credentials: null })).body.__type).toBe("TooManyRequestsException");
    expect((await send(service, "Nothing", {}, { credentials: null })).body.__type).toBe("TooManyRequestsException");
  });

  test("applies only to its operation, only a given number of times, and can be removed", async () => {
    const service = await startService();
    const IdentityPoolId = await createPool(service);
    const takeAway = service.control.addFault({ operation: "GetId", kind: "error", times: 3 });
    await ok(service, ...pools);
    expect(service.control.faults()).toEqual([{ operation: "GetId", kind: "error", times: 3 }]);
    expect((await send(service, "GetId", { IdentityPoolId })).status).toBe(500);
    expect(service.control.faults()).toEqual([{ operation: "GetId", kind: "error", times: 2 }]);
    takeAway();
    await ok(service, "GetId", { IdentityPoolId });
    service.control.addFault({ kind: "error", times: 1 });
    expect((await send(service, "GetId", { IdentityPoolId })).status).toBe(500);
    expect(service.control.faults()).toEqual([]);
    await ok(service, "GetId", { IdentityPoolId });
  });

  test("combines with others: they delay a request in turn, until one responds to it", async () => {
    const service = await startService({ clock: manualClock() });
    service.control.addFault({ latency: 60 });
    service.control.addFault({ latency: 60, dateSkew: 60_000 });
    service.control.addFault({ kind: "throttle", times: 1 });
    service.control.addFault({ kind: "error", times: 1 });
    const start = performance.now();
    const reply = await send(service, ...pools);
    expect(performance.now() - start).toBeGreaterThan(115);
    expect(reply.body.__type).toBe("TooManyRequestsException");
    expect(Date.parse(reply.headers.get("date") ?? "") - service.control.now()).toBeGreaterThan(58_000);
    expect((await send(service, ...pools)).body.__type).toBe("InternalErrorException");
    await ok(service, ...pools);
  });

  test("throttles requests above a rate per second, and recovers", async () => {
    stopMachineClock();
    const service = await startService();
    service.control.addFault({ throttleAbove: 3 });
    const replies = await Promise.all(Array.from({ length: 30 }, () => send(service, ...pools)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(replies.filter(({ body }) => body.__type === "TooManyRequestsException")).toHaveLength(27);
    vi.advanceTimersByTime(999);
    expect((await send(service, ...pools)).status).toBe(400);
    vi.advanceTimersByTime(1);
    await ok(service, ...pools);
    service.control.clearFaults();
    service.control.addFault({ throttleAbove: 0 });
    expect((await send(service, ...pools)).status).toBe(400);
  });

  test("for published rates throttles each operation separately, like AWS", async () => {
    stopMachineClock();
    const service = await startService({ faults: publishedRates });
    const IdentityPoolId = await createPool(service);
    const lists = await Promise.all(
      Array.from({ length: 60 }, () => send(service, "ListIdentities", { IdentityPoolId, MaxResults: 1 })),
    );
    expect(lists.filter(({ body }) => body.__type === "TooManyRequestsException").length).toBeGreaterThan(0);
    await ok(service, "GetId", { IdentityPoolId });
    await ok(service, ...pools);
    const known = new Set(Object.keys(constraints.operations));
    expect(publishedRates.filter(({ operation = "" }) => !known.has(operation))).toEqual([]);
  });

  test("skews the Date header in both directions, in outputs and errors", async () => {
    const clock = (): number => Date.UTC(2030, 0, 1);
    const service = await startService({ clock });
    service.control.addFault({ dateSkew: 600_000 });
    expect((await send(service, ...pools)).headers.get("date")).toBe("Tue, 01 Jan 2030 00:10:00 GMT");
    expect((await send(service, "Nothing", {})).headers.get("date")).toBe("Tue, 01 Jan 2030 00:10:00 GMT");
    service.control.clearFaults();
    service.control.addFault({ dateSkew: -600_000 });
    expect((await send(service, ...pools)).headers.get("date")).toBe("Mon, 31 Dec 2029 23:50:00 GMT");
  });

  test("`cut` closes the connection without a response and without effect", async () => {
    const service = await startService();
    service.control.addFault({ kind: "cut", times: 1 });
    await expect(createPool(service)).rejects.toThrow("fetch failed");
    expect((await ok(service, "ListIdentityPools", { MaxResults: 60 })).IdentityPools).toEqual([]);
    expect(service.requests[0]).toMatchObject({ operation: "CreateIdentityPool", status: 0, fault: "cut" });
  });

  test("`truncate` performs the operation and closes the connection in the middle of the response", async () => {
    const service = await startService();
    service.control.addFault({ kind: "truncate", times: 1 });
    const target = "AWSCognitoIdentityService.GetId";
    const response = await fetch(service.endpoint, { method: "POST", headers: { "x-amz-target": target }, body: "{}" });
    const announced = Number(response.headers.get("content-length"));
    expect(announced).toBeGreaterThan(50);
    await expect(response.text()).rejects.toThrow("terminated");
    const IdentityPoolId = await createPool(service);
    service.control.addFault({ operation: "DeleteIdentityPool", kind: "truncate" });
    await expect(send(service, "DeleteIdentityPool", { IdentityPoolId })).rejects.toThrow("terminated");
    expect((await ok(service, "ListIdentityPools", { MaxResults: 60 })).IdentityPools).toEqual([]);
  });

  test("`truncate` works in test environments that have no `setImmediate`, such as jsdom", async () => {
    const service = await startService();
    service.control.addFault({ kind: "truncate", times: 1 });
    vi.stubGlobal("setImmediate", undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    await expect(send(service, ...pools)).rejects.toThrow("terminated");
    await ok(service, ...pools);
  });

  test("`hang` never responds, and blocks neither other requests nor close", async () => {
    const service = await startCognitoIdentity({ faults: [{ kind: "hang", operation: "GetId" }] });
    const hanging = send(service, "GetId", {}).catch((error: unknown) => error);
    await expect.poll(() => service.requests).toHaveLength(1);
    expect(service.requests[0]).toMatchObject({ operation: "GetId", status: 0, fault: "hang" });
    await ok(service, ...pools);
    const start = performance.now();
    await service.close();
    // Idle connections alone would be kept for a minute. Closing never takes half of that, however busy the machine.
    expect(performance.now() - start).toBeLessThan(30_000);
    expect(await hanging).toBeInstanceOf(TypeError);
  });

  test("a delayed request doesn't block close, and its timer doesn't keep the process alive", async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const service = await startCognitoIdentity({ faults: [{ latency: 100_000 }] });
    const before = timers();
    const slow = send(service, "CreateIdentityPool", {}).catch((error: unknown) => error);
    await expect.poll(timers).toBeGreaterThan(before);
    await service.close();
    expect(await slow).toBeInstanceOf(TypeError);
    await expect.poll(timers).toBeLessThanOrEqual(before);
  });

  test("a delayed request survives the closing of the service and its data folder", async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "faults-"));
    const warnings: Error[] = [];
    const listener = (warning: Error): number => warnings.push(warning);
    process.on("warning", listener);
    onTestFinished(() => {
      process.off("warning", listener);
      rmSync(dataFolder, { recursive: true });
    });
    const service = await startCognitoIdentity({ dataFolder, faults: [{ latency: 100_000, times: 1 }] });
    const slow = send(service, "CreateIdentityPool", {}).catch((error: unknown) => error);
    // It has met the fault, and waits.
    await expect.poll(() => service.control.faults()).toEqual([]);
    await service.close();
    expect(await slow).toBeInstanceOf(TypeError);
    await settle();
    expect(warnings.filter(({ message }) => /closed/.test(message))).toEqual([]);
  });

  test("if a client disconnects during the delay, its request has no effect", async () => {
    const service = await startService();
    const IdentityPoolId = await createPool(service);
    service.control.addFault({ latency: 100_000, times: 1 });
    const hangUp = new AbortController();
    const init = { method: "POST", headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" } };
    const body = JSON.stringify({ IdentityPoolId });
    const hasty = fetch(service.endpoint, { ...init, body, signal: hangUp.signal }).catch((error: unknown) => error);
    // It has met the fault, and waits.
    await expect.poll(() => service.control.faults()).toEqual([]);
    hangUp.abort();
    expect(await hasty).toBeInstanceOf(Error);
    await expect.poll(() => service.requests.at(-1)?.status).toBe(0);
    expect((await ok(service, "ListIdentities", { IdentityPoolId, MaxResults: 60 })).Identities).toEqual([]);
  });

  test("from the options is in effect again after a reset, unlike added ones and a set time", async () => {
    const service = await startService({ faults: [{ kind: "throttle", times: 1 }] });
    expect((await send(service, ...pools)).status).toBe(400);
    service.control.addFault({ kind: "cut" });
    service.control.setTime(0);
    service.reset();
    expect(service.control.faults()).toEqual([{ kind: "throttle", times: 1 }]);
    expect(Math.abs(service.control.now() - Date.now())).toBeLessThan(3_600_000);
    await expect(startCognitoIdentity({ faults: [{ latency: 1 }, {}] })).rejects.toThrow(
      "faults[1] needs one of kind, error, throttleAbove, latency, dateSkew.",
    );
  });
});

describe("an invalid fault is rejected by name:", () => {
  test.each([
    [{ operation: "getId", kind: "error" }, "operation must be one of CreateIdentityPool, "],
    [{ kind: "explode" }, 'kind must be one of throttle, error, unavailable, cut, hang, truncate, not "explode".'],
    [{ kind: "error", times: 0 }, "times must be a whole number from 1 to "],
    [{ latency: "1s" }, 'latency must be a whole number from 0 to 2147483647, not "1s".'],
    [{ throttleAbove: -1 }, "throttleAbove must be a whole number from 0 to 1000000, not -1."],
    [{ dateSkew: 0.5 }, "dateSkew must be a whole number from "],
    [{ error: "Oops" }, 'error must be an object, not "Oops".'],
    [{ error: {} }, "error lacks code."],
    [{ error: { code: "A\r\nB: c" } }, "error.code must be an error name such as ResourceNotFoundException, not "],
    [{ error: { code: "A", status: 200 } }, "error.status must be a whole number from 400 to 599, not 200."],
    [{ error: { code: "A", text: "" } }, "error.text is not a member. Use one of: code, message, status."],
    [{ delay: 5 }, "delay is not a member. Use one of: operation, times, "],
    [
      { kind: "cut", throttleAbove: 5 },
      "The fault can have only one of kind and throttleAbove. Add two faults instead.",
    ],
    [{ operation: "GetId" }, "The fault needs one of kind, error, throttleAbove, latency, dateSkew."],
    [[[]], "[0] must be an object, not a list."],
    [null, "The fault must be an object, not null."],
  ])("%j", async (fault, message) => {
    const service = await startService();
    expect(() => service.control.addFault(fault as Fault)).toThrow(message);
    expect(() => service.control.addFault(fault as Fault)).toThrow(InputError);
    expect(service.control.faults()).toEqual([]);
  });
});

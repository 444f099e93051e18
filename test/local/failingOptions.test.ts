import { afterEach, beforeEach, expect, test } from "vitest";
import { createPool, ok, startService } from "./harness.js";

// Callbacks of the user can fail, but must not make requests fail.

const warnings: Error[] = [];
const collect = (warning: Error): void => void warnings.push(warning);
beforeEach(() => {
  warnings.length = 0;
  process.on("warning", collect);
});
afterEach(() => {
  process.off("warning", collect);
});

const FAILURES: [string, () => unknown][] = [
  [
    "throws",
    () => {
      throw new Error("broken");
    },
  ],
  [
    "throws what cannot be printed",
    () => {
      throw { toString: null };
    },
  ],
  ["rejects", () => Promise.reject(new Error("broken"))],
];

test.each(FAILURES)("an onRequest that %s changes no response, and is reported", async (_, onRequest) => {
  const service = await startService({ onRequest });
  const IdentityPoolId = await createPool(service);
  expect((await ok(service, "ListIdentityPools", { MaxResults: 1 })).IdentityPools).toHaveLength(1);
  await ok(service, "GetId", { IdentityPoolId });
  expect(service.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
  await expect.poll(() => warnings.map(({ message }) => message)).toHaveLength(3);
  expect(warnings[0]).toMatchObject({ name: "CognitoIdentityWarning" });
  expect(warnings[0]?.message).toMatch(/^The `onRequest` option failed: /);
});

const NO_TIME = [Number.NaN, Number.POSITIVE_INFINITY, -1, 1e18, undefined, {}, Symbol("time")];

test.each([...FAILURES.slice(0, 2), ...NO_TIME.map((value) => [`returns ${String(value)}`, () => value] as const)])(
  "with a clock that %s the service continues from the last valid time",
  async (_, fail) => {
    let time: () => unknown = () => Date.UTC(2030, 0, 1);
    const service = await startService({ clock: () => time() as number });
    expect(service.control.now()).toBe(Date.UTC(2030, 0, 1));
    time = fail;
    const response = await fetch(service.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" },
      body: "{}",
    });
    expect([response.status, response.headers.get("date")]).toEqual([400, "Tue, 01 Jan 2030 00:00:00 GMT"]);
    expect((await response.json()) as object).toMatchObject({ __type: "ValidationException" });
    await expect.poll(() => warnings.length).toBe(1);
    expect(warnings[0]?.message).toMatch(/^The `clock` option failed: /);
    time = () => Date.UTC(2031, 0, 1);
    expect(service.control.now()).toBe(Date.UTC(2031, 0, 1));
  },
);

test("a clock that has never worked is replaced by the system clock", async () => {
  const service = await startService({
    clock: () => {
      throw new Error("broken");
    },
  });
  expect(Math.abs(service.control.now() - Date.now())).toBeLessThan(3_600_000);
  service.control.advanceTime(86_400_000);
  expect(service.control.now()).toBeGreaterThan(Date.now() + 80_000_000);
});

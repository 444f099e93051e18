import { describe, expect, test } from "vitest";
import { Clock } from "../../../src/local/base/clock.js";
import { createPool, loginToken, manualClock, ok, refused, send, startService, USER_POOL } from "../harness.js";

const HOUR = 60 * 60_000;
const NEW_YEAR = Date.UTC(2030, 0, 1);

describe("a clock", () => {
  test("follows its base until it is set, and continues from there", () => {
    const base = manualClock(1000);
    const clock = new Clock(base);
    expect(clock.now()).toBe(1000);
    clock.set(NEW_YEAR);
    base.advance(5);
    expect(clock.now()).toBe(NEW_YEAR + 5);
    expect(clock.stopped).toBe(false);
  });

  test("stands still when it is stopped, but can still be moved", () => {
    const base = manualClock();
    const clock = new Clock(base);
    clock.set(new Date(NEW_YEAR), true);
    base.advance(HOUR);
    clock.advance(-2);
    expect([clock.now(), clock.stopped]).toEqual([NEW_YEAR - 2, true]);
    clock.set(clock.now());
    base.advance(10);
    expect([clock.now(), clock.stopped]).toEqual([NEW_YEAR + 8, false]);
  });

  test("can be reset to its base", () => {
    const base = manualClock(1000);
    const clock = new Clock(base);
    clock.advance(HOUR);
    clock.reset();
    expect(clock.now()).toBe(1000);
    clock.set(5, true);
    clock.reset();
    expect(clock.now()).toBe(1000);
  });

  test.each([
    [Number.POSITIVE_INFINITY, "time must be in the years 1970 to 9999, not Infinity ms"],
    [-1, "time must be in the years 1970 to 9999"],
    [Date.UTC(10_000, 0), "time must be in the years 1970 to 9999"],
    [Number.NaN, "time must be a Date, or milliseconds since the epoch, not NaN."],
    [new Date("nonsense"), "time must be a Date, or milliseconds since the epoch, not an invalid Date."],
    ["2030-01-01", 'time must be a Date, or milliseconds since the epoch, not "2030-01-01".'],
    ["5", 'time must be a Date, or milliseconds since the epoch, not "5".'],
    [null, "time must be a Date, or milliseconds since the epoch, not null."],
    [5n, "time must be a Date, or milliseconds since the epoch, not 5n."],
    [Symbol("time"), "time must be a Date, or milliseconds since the epoch, not symbol."],
  ])("rejects %s, and keeps its time", (time, message) => {
    const clock = new Clock(() => 1000);
    expect(() => clock.set(time as number)).toThrow(message);
    expect(clock.now()).toBe(1000);
  });

  test.each([
    [Number.NaN, "milliseconds must be a number, negative to go back, not NaN."],
    ["1h", 'milliseconds must be a number, negative to go back, not "1h".'],
    [undefined, "milliseconds must be a number, negative to go back, not undefined."],
    [Number.POSITIVE_INFINITY, "time must be in the years 1970 to 9999"],
  ])("doesn't move by %s", (milliseconds, message) => {
    const clock = new Clock(() => 1000);
    expect(() => clock.advance(milliseconds as number)).toThrow(message);
    expect(clock.now()).toBe(1000);
  });
});

describe("the time of the service", () => {
  test("is used in the Date header, in issued credentials, and in tokens", async () => {
    const service = await startService();
    const IdentityPoolId = await createPool(service);
    service.control.setTime(NEW_YEAR, { stopped: true });
    const { headers, body } = await send(service, "GetId", { IdentityPoolId });
    expect(headers.get("date")).toBe("Tue, 01 Jan 2030 00:00:00 GMT");
    const { IdentityId } = body;
    const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId }).catch(() => ({
      Credentials: undefined,
    }));
    // Without roles there are no credentials, but the token still has the time.
    expect(Credentials).toBeUndefined();
    const { Token } = await ok(service, "GetOpenIdToken", { IdentityId });
    const claims = JSON.parse(Buffer.from(Token.split(".")[1] ?? "", "base64url").toString()) as { iat: number };
    expect(claims.iat).toBe(NEW_YEAR / 1000);
    expect(service.requests.at(-1)?.time).toBe(NEW_YEAR);
  });

  test.each([
    [null, "The second argument of setTime must be an object, such as { stopped: true }, not null."],
    [true, "The second argument of setTime must be an object, such as { stopped: true }, not true."],
    [{ stopped: "false" }, 'stopped must be true or false, not "false".'],
    [{ stop: true }, "stop is not an option. Did you mean stopped?"],
  ])("does not change with the options %j", async (options, message) => {
    const { control } = await startService();
    expect(() => control.setTime(NEW_YEAR, options as never)).toThrow(message);
    expect([control.stopped, control.now() < NEW_YEAR]).toEqual([false, true]);
  });

  test("expires credentials when it moves", async () => {
    const service = await startService();
    const IdentityPoolId = await createPool(service);
    await ok(service, "SetIdentityPoolRoles", {
      IdentityPoolId,
      Roles: { unauthenticated: "arn:aws:iam::123456789012:role/Guest" },
    });
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
    const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId });
    expect(service.resolveAccessKey(Credentials.AccessKeyId)?.expired).toBe(false);
    service.control.advanceTime(HOUR);
    expect(service.resolveAccessKey(Credentials.AccessKeyId)?.expired).toBe(true);
    const credentials = {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretKey,
      sessionToken: Credentials.SessionToken,
    };
    const signedAt = service.control.now();
    expect((await refused(service, "ListIdentityPools", { MaxResults: 1 }, { credentials, signedAt })).code).toBe(
      "ExpiredTokenException",
    );
    service.control.resetTime();
    expect(service.resolveAccessKey(Credentials.AccessKeyId)?.expired).toBe(false);
  });

  test("expires login tokens and signatures", async () => {
    const service = await startService();
    const IdentityPoolId = await createPool(service, {
      CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1" }],
    });
    const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "user" }) };
    await ok(service, "GetId", { IdentityPoolId, Logins });
    service.control.advanceTime(2 * HOUR);
    expect((await refused(service, "GetId", { IdentityPoolId, Logins })).message).toContain("Token expired");
    const late = await refused(service, "DescribeIdentityPool", { IdentityPoolId });
    expect(late.message).toContain("Signature expired");
    await ok(service, "DescribeIdentityPool", { IdentityPoolId }, { signedAt: service.control.now() });
  });

  test("follows the clock that the service was given, and can be reset to it", async () => {
    const clock = manualClock(NEW_YEAR);
    const service = await startService({ clock });
    service.control.advanceTime(HOUR);
    clock.advance(1);
    expect(service.control.now()).toBe(NEW_YEAR + HOUR + 1);
    service.control.resetTime();
    expect(service.control.now()).toBe(NEW_YEAR + 1);
  });
});

import { expect, test } from "vitest";
import { createPool, manualClock, ok, refused, role, startService, UNKNOWN_ID } from "./harness.js";

test("every GetId without logins creates a guest", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const first = await ok(service, "GetId", { IdentityPoolId });
  const second = await ok(service, "GetId", { IdentityPoolId, Logins: {}, AccountId: "000000000000" });
  expect(first).toEqual({ IdentityId: expect.stringMatching(/^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-c[0-9a-f]{3}-/) });
  expect(second.IdentityId).not.toBe(first.IdentityId);
});

test("GetId rejects another account's ID", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const fault = await refused(service, "GetId", { IdentityPoolId, AccountId: "123" });
  expect(fault.code).toBe("NotAuthorizedException");
});

test("a pool without guest access rejects new and existing guests", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  await ok(service, "UpdateIdentityPool", {
    IdentityPoolId,
    IdentityPoolName: "pool",
    AllowUnauthenticatedIdentities: false,
  });
  const fault = {
    code: "NotAuthorizedException",
    message: "Unauthenticated access is not supported for this identity pool.",
  };
  expect(await refused(service, "GetId", { IdentityPoolId })).toEqual(fault);
  expect(await refused(service, "GetOpenIdToken", { IdentityId })).toEqual(fault);
  expect(await refused(service, "GetCredentialsForIdentity", { IdentityId })).toEqual(fault);
});

test("a guest gets credentials for the guest role, valid for one hour, and the service knows their owner", async () => {
  const clock = manualClock(Date.parse("2030-01-01T12:00:00.250Z"));
  const service = await startService({ clock });
  const IdentityPoolId = await createPool(service);
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { unauthenticated: role("path/guest") } });
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const answer = await ok(service, "GetCredentialsForIdentity", { IdentityId });
  expect(answer).toEqual({
    IdentityId,
    Credentials: {
      AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
      SecretKey: expect.stringMatching(/^[\w+/]{40}$/),
      SessionToken: expect.stringMatching(/^IQoJb3JpZ2luX2Vj/),
      Expiration: Date.parse("2030-01-01T13:00:00Z") / 1000,
    },
  });
  const { AccessKeyId } = answer.Credentials;
  expect(service.resolveAccessKey(AccessKeyId)).toEqual({
    accessKeyId: AccessKeyId,
    accountId: "000000000000",
    identityPoolId: IdentityPoolId,
    identityId: IdentityId,
    authenticationType: "unauthenticated",
    authenticationProvider: "",
    roleArn: role("path/guest"),
    assumedRoleArn: "arn:aws:sts::123456789012:assumed-role/guest/CognitoIdentityCredentials",
    flow: "enhanced",
    scopedDown: true,
    principalTags: {},
    issuedAt: new Date("2030-01-01T12:00:00Z"),
    expiration: new Date("2030-01-01T13:00:00Z"),
    expired: false,
  });
  clock.advance(3_600_000);
  expect(service.resolveAccessKey(AccessKeyId)?.expired).toBe(true);
  expect(service.resolveAccessKey("ASIAUNKNOWN")).toBeUndefined();
  for (const [value, what] of [
    [answer.Credentials, "an object"],
    [undefined, "undefined"],
    [Symbol("key"), "symbol"],
  ] as const) {
    expect(() => service.resolveAccessKey(value as never)).toThrow(`accessKeyId must be text, not ${what}.`);
  }
});

test("an unknown or deleted identity is not found", async () => {
  const service = await startService();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId: await createPool(service) });
  await ok(service, "DeleteIdentities", { IdentityIdsToDelete: [IdentityId] });
  for (const id of [IdentityId, UNKNOWN_ID]) {
    for (const operation of ["GetOpenIdToken", "GetCredentialsForIdentity", "DescribeIdentity"]) {
      expect(await refused(service, operation, { IdentityId: id })).toEqual({
        code: "ResourceNotFoundException",
        message: `Identity '${id}' not found.`,
      });
    }
  }
});

test("without a guest role, the pool's configuration is reported as invalid", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role("user") } });
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  expect(await refused(service, "GetCredentialsForIdentity", { IdentityId })).toEqual({
    code: "InvalidIdentityPoolConfigurationException",
    message: "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  });
});

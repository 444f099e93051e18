import { expect, test } from "vitest";
import type { CognitoIdentityService } from "../../src/local/index.js";
import {
  createFullPool,
  FACEBOOK,
  GOOGLE,
  loginToken,
  ok,
  refused,
  role,
  send,
  startService,
  USER_POOL,
} from "./harness.js";

const alice = async (sub = "alice") => ({ [USER_POOL]: await loginToken(USER_POOL, { sub }) });
const google = async (sub = "alice.g") => ({ [GOOGLE]: await loginToken(GOOGLE, { sub }) });
const MISMATCH = {
  code: "NotAuthorizedException",
  message: "Logins don't match. Please include at least one valid login for this identity or identity pool.",
};

async function setUp(): Promise<{ service: CognitoIdentityService; IdentityPoolId: string }> {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const Roles = { authenticated: role("user"), unauthenticated: role("guest") };
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles });
  return { service, IdentityPoolId };
}

const loginsOf = async (service: CognitoIdentityService, IdentityId: string): Promise<string[] | undefined> =>
  (await ok(service, "DescribeIdentity", { IdentityId })).Logins;

// What applies to GetOpenIdToken in the classic flow also applies to GetCredentialsForIdentity.
for (const operation of ["GetOpenIdToken", "GetCredentialsForIdentity"]) {
  test(`${operation}: a guest who signs in with a new login keeps the identity`, async () => {
    const { service, IdentityPoolId } = await setUp();
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
    const Logins = await alice();
    expect((await ok(service, operation, { IdentityId, Logins })).IdentityId).toBe(IdentityId);
    expect(await ok(service, "GetId", { IdentityPoolId, Logins })).toEqual({ IdentityId });
    expect(await refused(service, operation, { IdentityId })).toEqual({
      code: "NotAuthorizedException",
      message: `Access to Identity '${IdentityId}' is forbidden.`,
    });
  });

  test(`${operation}: a guest who signs in with a known login gets the identity of that login`, async () => {
    const { service, IdentityPoolId } = await setUp();
    const Logins = await alice();
    const known = (await ok(service, "GetId", { IdentityPoolId, Logins })).IdentityId;
    const guest = (await ok(service, "GetId", { IdentityPoolId })).IdentityId;
    expect((await ok(service, operation, { IdentityId: guest, Logins })).IdentityId).toBe(known);
    // The guest is disabled: with logins, the response has its parent's ID; without logins, it is forbidden.
    expect((await ok(service, operation, { IdentityId: guest, Logins })).IdentityId).toBe(known);
    expect((await refused(service, operation, { IdentityId: guest })).message).toBe(
      `Access to Identity '${guest}' is forbidden.`,
    );
  });

  test(`${operation}: a second provider is linked, and both lead to the identity`, async () => {
    const { service, IdentityPoolId } = await setUp();
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins: await alice() });
    const Logins = { ...(await alice()), ...(await google()) };
    expect((await ok(service, operation, { IdentityId, Logins })).IdentityId).toBe(IdentityId);
    expect(await loginsOf(service, IdentityId)).toEqual([USER_POOL, GOOGLE]);
    expect(await ok(service, "GetId", { IdentityPoolId, Logins: await google() })).toEqual({ IdentityId });
  });

  test(`${operation}: two identities are merged, and the one that was not named is disabled`, async () => {
    const { service, IdentityPoolId } = await setUp();
    const one = (await ok(service, "GetId", { IdentityPoolId, Logins: await alice() })).IdentityId;
    const two = (await ok(service, "GetId", { IdentityPoolId, Logins: await google() })).IdentityId;
    const Logins = { ...(await alice()), ...(await google()) };
    expect((await ok(service, operation, { IdentityId: one, Logins })).IdentityId).toBe(one);
    expect(await loginsOf(service, one)).toEqual([USER_POOL, GOOGLE]);
    expect(await loginsOf(service, two)).toBeUndefined();
    expect((await ok(service, operation, { IdentityId: two, Logins: await google() })).IdentityId).toBe(one);
    const shown = await ok(service, "ListIdentities", { IdentityPoolId, MaxResults: 60, HideDisabled: true });
    expect(shown.Identities.map((identity: { IdentityId: string }) => identity.IdentityId)).toEqual([one]);
  });

  test(`${operation}: another user of a linked provider causes a conflict`, async () => {
    const { service, IdentityPoolId } = await setUp();
    const logins = { ...(await alice()), ...(await google()) };
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins: logins });
    const Logins = { ...(await alice()), ...(await google("bob.g")) };
    expect((await refused(service, operation, { IdentityId, Logins })).code).toBe("ResourceConflictException");
    expect(await loginsOf(service, IdentityId)).toEqual([USER_POOL, GOOGLE]);
  });

  test(`${operation}: another user's login doesn't match`, async () => {
    const { service, IdentityPoolId } = await setUp();
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins: await alice() });
    await ok(service, "GetId", { IdentityPoolId, Logins: await alice("bob") });
    for (const Logins of [await alice("bob"), await alice("nobody"), await google()]) {
      expect(await refused(service, operation, { IdentityId, Logins })).toEqual(MISMATCH);
    }
  });
}

test("several new logins in one GetId create one identity", async () => {
  const { service, IdentityPoolId } = await setUp();
  const Logins = { ...(await alice()), ...(await google()), [FACEBOOK]: "token" };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  expect(await loginsOf(service, IdentityId)).toEqual([USER_POOL, GOOGLE, FACEBOOK]);
});

test("GetId links a new login to the identity of a known one, and does not merge", async () => {
  const { service, IdentityPoolId } = await setUp();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins: await alice() });
  const both = { ...(await alice()), ...(await google()) };
  expect(await ok(service, "GetId", { IdentityPoolId, Logins: both })).toEqual({ IdentityId });
  await ok(service, "GetId", { IdentityPoolId, Logins: await alice("bob") });
  const conflict = { ...(await alice("bob")), ...(await google()) };
  expect((await refused(service, "GetId", { IdentityPoolId, Logins: conflict })).code).toBe(
    "ResourceConflictException",
  );
});

test("concurrent sign-ins of a new user result in one identity", async () => {
  const { service, IdentityPoolId } = await setUp();
  const Logins = await alice();
  const answers = await Promise.all(Array.from({ length: 20 }, () => ok(service, "GetId", { IdentityPoolId, Logins })));
  expect(new Set(answers.map(({ IdentityId }) => IdentityId)).size).toBe(1);
});

test("an unlinked login is new when it is used again", async () => {
  const { service, IdentityPoolId } = await setUp();
  const Logins = { ...(await alice()), ...(await google()) };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  const { text } = await send(service, "UnlinkIdentity", {
    IdentityId,
    Logins: await alice(),
    LoginsToRemove: [GOOGLE],
  });
  expect(text).toBe("");
  expect(await loginsOf(service, IdentityId)).toEqual([USER_POOL]);
  expect((await ok(service, "GetId", { IdentityPoolId, Logins: await google() })).IdentityId).not.toBe(IdentityId);
});

test("without its last login, an identity is unusable", async () => {
  const { service, IdentityPoolId } = await setUp();
  const Logins = await alice();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  await ok(service, "UnlinkIdentity", { IdentityId, Logins, LoginsToRemove: [USER_POOL] });
  expect((await refused(service, "GetOpenIdToken", { IdentityId })).message).toMatch(/is forbidden/);
  expect(await refused(service, "GetOpenIdToken", { IdentityId, Logins })).toEqual(MISMATCH);
  expect((await ok(service, "GetId", { IdentityPoolId, Logins })).IdentityId).not.toBe(IdentityId);
});

test("UnlinkIdentity requires a login of the identity, and one to remove that the identity has", async () => {
  const { service, IdentityPoolId } = await setUp();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins: await alice() });
  const unlink = (Logins: object, LoginsToRemove: string[]) =>
    refused(service, "UnlinkIdentity", { IdentityId, Logins, LoginsToRemove });
  expect(await unlink(await alice("bob"), [USER_POOL])).toEqual(MISMATCH);
  expect(await unlink({}, [USER_POOL])).toEqual(MISMATCH);
  expect((await unlink(await alice(), [GOOGLE])).code).toBe("InvalidParameterException");
});

test("a rejected sign-in links nothing", async () => {
  const { service, IdentityPoolId } = await setUp();
  const RoleMappings = { [`${USER_POOL}:client1`]: { Type: "Token", AmbiguousRoleResolution: "Deny" } };
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role("user") }, RoleMappings });
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const Logins = await alice();
  for (const operation of ["GetOpenIdToken", "GetCredentialsForIdentity"]) {
    await refused(service, operation, { IdentityId, Logins });
    expect(await loginsOf(service, IdentityId)).toBeUndefined();
  }
});

test("guests who sign in with the same new login at the same time become one identity", async () => {
  const { service, IdentityPoolId } = await setUp();
  const Logins = await alice();
  const guests = await Promise.all(Array.from({ length: 10 }, () => ok(service, "GetId", { IdentityPoolId })));
  const signIns = guests.flatMap(({ IdentityId }) => [
    ok(service, "GetOpenIdToken", { IdentityId, Logins }),
    ok(service, "GetCredentialsForIdentity", { IdentityId, Logins }),
  ]);
  const answers = await Promise.all(signIns);
  expect(new Set(answers.map(({ IdentityId }) => IdentityId)).size).toBe(1);
  const { Identities } = await ok(service, "ListIdentities", { IdentityPoolId, MaxResults: 60, HideDisabled: true });
  expect(Identities).toHaveLength(1);
});

import { expect, test } from "vitest";
import { type CognitoIdentityService, InputError } from "../../src/local/index.js";
import {
  createFullPool,
  DEVELOPER,
  GOOGLE,
  manualClock,
  ok,
  refused,
  role,
  startService,
  USER_POOL,
} from "./harness.js";

const REVOKED = { code: "NotAuthorizedException", message: "Invalid login token. Token has been revoked." };

async function setUp(ServerSideTokenCheck: boolean): Promise<{
  service: CognitoIdentityService;
  IdentityPoolId: string;
  clock: ReturnType<typeof manualClock>;
}> {
  const clock = manualClock();
  const service = await startService({ clock });
  const CognitoIdentityProviders = [{ ProviderName: USER_POOL, ClientId: "client1", ServerSideTokenCheck }];
  const IdentityPoolId = await createFullPool(service, { CognitoIdentityProviders });
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role("user") } });
  return { service, IdentityPoolId, clock };
}

test("after a sign-out, earlier tokens are rejected, and new ones work immediately", async () => {
  const { service, IdentityPoolId } = await setUp(true);
  const login = async (subject: string) => ({
    [USER_POOL]: await service.loginToken({ provider: USER_POOL, subject }),
  });
  const [old, bob] = [await login("alice"), await login("bob")];
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins: old });
  await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins: old });
  service.signOutUser(USER_POOL, "alice");
  for (const operation of ["GetOpenIdToken", "GetCredentialsForIdentity"]) {
    expect(await refused(service, operation, { IdentityId, Logins: old })).toEqual(REVOKED);
    await ok(service, operation, { IdentityId, Logins: await login("alice") });
  }
  const developer = { IdentityPoolId, IdentityId, Logins: { ...old, [DEVELOPER]: "u" } };
  expect(await refused(service, "GetOpenIdTokenForDeveloperIdentity", developer)).toEqual(REVOKED);
  expect(await refused(service, "GetId", { IdentityPoolId, Logins: old })).toEqual(REVOKED);
  const other = (await ok(service, "GetId", { IdentityPoolId, Logins: bob })).IdentityId;
  await ok(service, "GetCredentialsForIdentity", { IdentityId: other, Logins: bob });
});

test("a token issued one second before the sign-out is accepted, one without a time is not", async () => {
  const { service, IdentityPoolId, clock } = await setUp(true);
  service.signOutUser(USER_POOL, "alice");
  const seconds = Math.floor(clock() / 1000);
  const login = async (iat: number | undefined) => ({
    [USER_POOL]: await service.loginToken({ provider: USER_POOL, subject: "alice", claims: { iat } }),
  });
  const Logins = await login(seconds + 1);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins });
  for (const iat of [seconds, undefined]) {
    const input = { IdentityId, Logins: await login(iat) };
    expect(await refused(service, "GetCredentialsForIdentity", input)).toEqual(REVOKED);
  }
});

test("without ServerSideTokenCheck, and after a reset, a sign-out has no effect", async () => {
  const { service, IdentityPoolId } = await setUp(false);
  const Logins = { [USER_POOL]: await service.loginToken({ provider: USER_POOL, subject: "alice" }) };
  service.signOutUser(USER_POOL, "alice");
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins });
});

test("only users of user pools can sign out", async () => {
  const { service } = await setUp(true);
  expect(() => service.signOutUser(GOOGLE, "alice")).toThrow(InputError);
  expect(() => service.signOutUser(USER_POOL, "")).toThrow(InputError);
});

import { expect, test } from "vitest";
import { FACEBOOK, GOOGLE, role } from "../harness.js";
import { present, type Story, startStory } from "./startStory.js";

async function setUp(): Promise<Story & { IdentityPoolId: string; login: (at: string) => Promise<string> }> {
  const players = await startStory();
  const { IdentityPoolId } = await players.admin.createIdentityPool({
    IdentityPoolName: "games",
    AllowUnauthenticatedIdentities: false,
    SupportedLoginProviders: { [GOOGLE]: "google-client", [FACEBOOK]: "1234567890" },
  });
  await players.admin.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated: role("player") } });
  const login = (provider: string) => players.service.loginToken({ provider, subject: `alice at ${provider}` });
  return { ...players, IdentityPoolId: present(IdentityPoolId), login };
}

test("a user links a second provider, signs in with either, and unlinks the first one", async () => {
  const { app, admin, IdentityPoolId, login } = await setUp();
  const [google, facebook] = [{ [GOOGLE]: await login(GOOGLE) }, { [FACEBOOK]: await login(FACEBOOK) }];
  const { IdentityId } = await app.getId({ IdentityPoolId, Logins: google });
  const linked = await app.getCredentialsForIdentity({ IdentityId, Logins: { ...google, ...facebook } });
  expect(linked.IdentityId).toBe(IdentityId);
  expect((await admin.describeIdentity({ IdentityId })).Logins).toEqual([GOOGLE, FACEBOOK]);
  expect((await app.getId({ IdentityPoolId, Logins: facebook })).IdentityId).toBe(IdentityId);

  await app.unlinkIdentity({ IdentityId, Logins: facebook, LoginsToRemove: [GOOGLE] });
  expect((await admin.describeIdentity({ IdentityId })).Logins).toEqual([FACEBOOK]);
  await expect(app.getCredentialsForIdentity({ IdentityId, Logins: google })).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  });
  await app.getCredentialsForIdentity({ IdentityId, Logins: facebook });
  expect((await app.getId({ IdentityPoolId, Logins: google })).IdentityId).not.toBe(IdentityId);
});

test("a user with two identities presents both logins: they are merged, and the one not named is disabled", async () => {
  const { app, admin, IdentityPoolId, login } = await setUp();
  const [google, facebook] = [{ [GOOGLE]: await login(GOOGLE) }, { [FACEBOOK]: await login(FACEBOOK) }];
  const one = present((await app.getId({ IdentityPoolId, Logins: google })).IdentityId);
  const two = present((await app.getId({ IdentityPoolId, Logins: facebook })).IdentityId);
  expect(two).not.toBe(one);
  // GetId has no identity ID into which the other could be merged.
  await expect(app.getId({ IdentityPoolId, Logins: { ...google, ...facebook } })).rejects.toMatchObject({
    name: "ResourceConflictException",
  });

  const merged = await app.getCredentialsForIdentity({ IdentityId: one, Logins: { ...google, ...facebook } });
  expect(merged.IdentityId).toBe(one);
  expect((await app.getId({ IdentityPoolId, Logins: facebook })).IdentityId).toBe(one);

  // The device that still has the old ID receives the new one. Without a login, the old ID is useless.
  expect((await app.getCredentialsForIdentity({ IdentityId: two, Logins: facebook })).IdentityId).toBe(one);
  await expect(app.getCredentialsForIdentity({ IdentityId: two })).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: `Access to Identity '${two}' is forbidden.`,
  });
  const idsOf = async (HideDisabled: boolean) =>
    (await admin.listIdentities({ IdentityPoolId, MaxResults: 60, HideDisabled })).Identities?.map(
      ({ IdentityId }) => IdentityId,
    );
  expect(await idsOf(true)).toEqual([one]);
  expect(await idsOf(false)).toEqual([one, two].sort());
  expect((await admin.describeIdentity({ IdentityId: two })).Logins).toBeUndefined();
});

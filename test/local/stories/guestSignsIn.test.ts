import { expect, test } from "vitest";
import { role, USER_POOL } from "../harness.js";
import { present, startStory } from "./startStory.js";

test("a guest signs in, keeps the identity, and finds it again on another device", async () => {
  const { service, admin, app } = await startStory();
  const { IdentityPoolId } = await admin.createIdentityPool({
    IdentityPoolName: "shop",
    AllowUnauthenticatedIdentities: true,
    CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "web" }],
  });
  const Roles = { authenticated: role("customer"), unauthenticated: role("visitor") };
  await admin.setIdentityPoolRoles({ IdentityPoolId, Roles });

  // She uses the app as a guest.
  const { IdentityId } = await app.getId({ IdentityPoolId });
  const visit = await app.getCredentialsForIdentity({ IdentityId });
  expect(service.resolveAccessKey(present(visit.Credentials?.AccessKeyId))).toMatchObject({
    authenticationType: "unauthenticated",
    roleArn: role("visitor"),
    scopedDown: true,
  });

  // She signs in.
  const Logins = { [USER_POOL]: await service.loginToken({ provider: USER_POOL, subject: "alice" }) };
  const signedIn = await app.getCredentialsForIdentity({ IdentityId, Logins });
  expect(signedIn.IdentityId).toBe(IdentityId);
  expect(service.resolveAccessKey(present(signedIn.Credentials?.AccessKeyId))).toMatchObject({
    identityId: IdentityId,
    authenticationType: "authenticated",
    authenticationProvider: `${USER_POOL},${USER_POOL}:CognitoSignIn:alice`,
    roleArn: role("customer"),
  });
  // The guest's identity is disabled.
  await expect(app.getCredentialsForIdentity({ IdentityId })).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: `Access to Identity '${IdentityId}' is forbidden.`,
  });

  // On another device, she was another guest until she signs in there.
  const other = await app.getId({ IdentityPoolId });
  expect(other.IdentityId).not.toBe(IdentityId);
  const there = await app.getCredentialsForIdentity({ IdentityId: other.IdentityId, Logins });
  expect(there.IdentityId).toBe(IdentityId);
  expect((await app.getId({ IdentityPoolId, Logins })).IdentityId).toBe(IdentityId);

  const { Identities } = await admin.listIdentities({ IdentityPoolId, MaxResults: 60, HideDisabled: true });
  expect(Identities?.map((identity) => identity.IdentityId)).toEqual([IdentityId]);
});

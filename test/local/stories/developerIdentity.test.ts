import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { GOOGLE, role } from "../harness.js";
import { present, startStory } from "./startStory.js";

const COGNITO = "cognito-identity.amazonaws.com";
const PROVIDER = "login.backend";

test("a backend signs in its user with tags; the user's device gets credentials, and later adds Google", async () => {
  const { service, admin: backend, app } = await startStory();
  const { IdentityPoolId } = await backend.createIdentityPool({
    IdentityPoolName: "backend",
    AllowUnauthenticatedIdentities: false,
    DeveloperProviderName: PROVIDER,
    SupportedLoginProviders: { [GOOGLE]: "google-client" },
  });
  await backend.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated: role("member") } });

  const { IdentityId, Token } = await backend.getOpenIdTokenForDeveloperIdentity({
    IdentityPoolId,
    Logins: { [PROVIDER]: "user-4711" },
    PrincipalTags: { tenant: "blue", plan: "pro" },
    TokenDuration: 300,
  });
  const claims = decodeJwt(present(Token));
  expect(claims["https://aws.amazon.com/tags"]).toEqual({ principal_tags: { tenant: ["blue"], plan: ["pro"] } });
  expect(present(claims.exp) - present(claims.iat)).toBe(300);

  const { Credentials } = await app.getCredentialsForIdentity({ IdentityId, Logins: { [COGNITO]: present(Token) } });
  expect(service.resolveAccessKey(present(Credentials?.AccessKeyId))).toMatchObject({
    identityId: IdentityId,
    identityPoolId: IdentityPoolId,
    authenticationProvider: `${PROVIDER},${PROVIDER}:${IdentityPoolId}:user-4711`,
    roleArn: role("member"),
    principalTags: { tenant: "blue", plan: "pro" },
  });

  // The device itself has no developer credentials.
  await expect(app.getId({ IdentityPoolId, Logins: { [PROVIDER]: "user-4711" } })).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: "Please provide a valid public provider.",
  });

  // The user adds Google with the help of the backend, and from then on signs in only with Google.
  const google = { [GOOGLE]: await service.loginToken({ provider: GOOGLE, subject: "alice" }) };
  await backend.getOpenIdTokenForDeveloperIdentity({
    IdentityPoolId,
    IdentityId,
    Logins: { [PROVIDER]: "user-4711", ...google },
  });
  expect((await app.getId({ IdentityPoolId, Logins: google })).IdentityId).toBe(IdentityId);
  await app.getCredentialsForIdentity({ IdentityId, Logins: google });
});

test("a backend learns that two of its users are the same person, merges them, and looks them up", async () => {
  const { admin: backend, app } = await startStory();
  const { IdentityPoolId } = await backend.createIdentityPool({
    IdentityPoolName: "backend",
    AllowUnauthenticatedIdentities: false,
    DeveloperProviderName: PROVIDER,
  });
  await backend.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated: role("member") } });
  const signIn = (user: string) =>
    backend.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { [PROVIDER]: user } });
  const [byMail, byPhone] = [await signIn("alice@example.com"), await signIn("+31 20 1234567")];
  const { IdentityId } = await backend.mergeDeveloperIdentities({
    IdentityPoolId,
    DeveloperProviderName: PROVIDER,
    SourceUserIdentifier: "+31 20 1234567",
    DestinationUserIdentifier: "alice@example.com",
  });
  expect(IdentityId).toBe(byMail.IdentityId);
  expect((await signIn("+31 20 1234567")).IdentityId).toBe(IdentityId);
  const { DeveloperUserIdentifierList } = await backend.lookupDeveloperIdentity({ IdentityPoolId, IdentityId });
  expect(DeveloperUserIdentifierList).toEqual(["+31 20 1234567", "alice@example.com"]);
  // A token from before the merge, on a device that still has the old ID, leads to the merged identity.
  const late = await app.getCredentialsForIdentity({
    IdentityId: byPhone.IdentityId,
    Logins: { [COGNITO]: present(byPhone.Token) },
  });
  expect(late.IdentityId).toBe(IdentityId);
});

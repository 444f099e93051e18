import { CognitoIdentity, paginateListIdentityPools } from "@aws-sdk/client-cognito-identity";
import { expect, test } from "vitest";
import { DEVELOPER, FACEBOOK, loginToken, OIDC_ARN, role, SAML_ARN, startService, USER_POOL } from "./harness.js";

test("the reference client runs all 23 operations", async () => {
  const service = await startService({ accountId: "123456789012" });
  const client = new CognitoIdentity(service.clientConfig());
  const called = new Set<string>();
  client.middlewareStack.add(
    (next, context) => (args) => {
      called.add(String(context.commandName).replace(/Command$/, ""));
      return next(args);
    },
    { step: "initialize" },
  );

  const settings = {
    IdentityPoolName: "story",
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: DEVELOPER,
    SupportedLoginProviders: { [FACEBOOK]: "app" },
    CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1", ServerSideTokenCheck: false }],
    OpenIdConnectProviderARNs: [OIDC_ARN],
    SamlProviderARNs: [SAML_ARN],
    IdentityPoolTags: { team: "blue" },
  };
  const { $metadata, ...pool } = await client.createIdentityPool(settings);
  expect($metadata.httpStatusCode).toBe(200);
  const { IdentityPoolId = "" } = pool;
  expect(await client.describeIdentityPool({ IdentityPoolId })).toMatchObject(pool);
  expect(await client.updateIdentityPool({ ...settings, IdentityPoolId, AllowClassicFlow: true })).toMatchObject({
    AllowClassicFlow: true,
  });
  await client.createIdentityPool({ IdentityPoolName: "second", AllowUnauthenticatedIdentities: false });
  const names: (string | undefined)[] = [];
  for await (const page of paginateListIdentityPools({ client, pageSize: 1 }, { MaxResults: 1 })) {
    names.push(...(page.IdentityPools ?? []).map(({ IdentityPoolName }) => IdentityPoolName));
  }
  expect(names.sort()).toEqual(["second", "story"]);

  const Roles = { authenticated: role("user"), unauthenticated: role("guest") };
  await client.setIdentityPoolRoles({ IdentityPoolId, Roles });
  expect(await client.getIdentityPoolRoles({ IdentityPoolId })).toMatchObject({ IdentityPoolId, Roles });
  const map = { IdentityPoolId, IdentityProviderName: USER_POOL, UseDefaults: true };
  await client.setPrincipalTagAttributeMap(map);
  expect((await client.getPrincipalTagAttributeMap(map)).PrincipalTags).toEqual({ client: "aud", username: "sub" });
  const ResourceArn = `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${IdentityPoolId}`;
  await client.tagResource({ ResourceArn, Tags: { stage: "test" } });
  await client.untagResource({ ResourceArn, TagKeys: ["team"] });
  expect((await client.listTagsForResource({ ResourceArn })).Tags).toEqual({ stage: "test" });

  // A guest signs in and keeps the identity.
  const { IdentityId } = await client.getId({ IdentityPoolId });
  expect((await client.getOpenIdToken({ IdentityId })).Token).toBeTypeOf("string");
  const guest = await client.getCredentialsForIdentity({ IdentityId });
  const lifetime = (guest.Credentials?.Expiration?.getTime() ?? 0) - Date.now();
  // One hour, of which at least half remains, however long this takes.
  expect(lifetime).toBeGreaterThan(1_800_000);
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "alice" }) };
  const user = await client.getCredentialsForIdentity({ IdentityId, Logins });
  expect(user.IdentityId).toBe(IdentityId);
  expect(service.resolveAccessKey(user.Credentials?.AccessKeyId ?? "")).toMatchObject({
    roleArn: role("user"),
    principalTags: { client: "client1", username: "alice" },
  });
  const issued = new CognitoIdentity({
    ...service.clientConfig(),
    credentials: {
      accessKeyId: user.Credentials?.AccessKeyId ?? "",
      secretAccessKey: user.Credentials?.SecretKey ?? "",
      sessionToken: user.Credentials?.SessionToken ?? "",
    },
  });
  const described = await issued.describeIdentity({ IdentityId });
  expect(described.Logins).toEqual([USER_POOL]);
  expect(described.CreationDate).toBeInstanceOf(Date);
  await client.describeIdentity({ IdentityId });

  const developer = (user: string, more = {}) =>
    client.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { [DEVELOPER]: user }, ...more });
  const one = await developer("one", { PrincipalTags: { a: "b" }, TokenDuration: 60 });
  const two = await developer("two");
  const users = { SourceUserIdentifier: "one", DestinationUserIdentifier: "two", DeveloperProviderName: DEVELOPER };
  expect((await client.mergeDeveloperIdentities({ IdentityPoolId, ...users })).IdentityId).toBe(two.IdentityId);
  expect(
    (await client.lookupDeveloperIdentity({ IdentityPoolId, DeveloperUserIdentifier: "one" }))
      .DeveloperUserIdentifierList,
  ).toEqual(["one", "two"]);
  await client.unlinkDeveloperIdentity({
    IdentityPoolId,
    IdentityId: two.IdentityId,
    DeveloperProviderName: DEVELOPER,
    DeveloperUserIdentifier: "one",
  });
  await client.unlinkIdentity({ IdentityId, Logins, LoginsToRemove: [USER_POOL] });

  const { Identities = [] } = await client.listIdentities({ IdentityPoolId, MaxResults: 60 });
  expect(Identities.map((identity) => identity.IdentityId)).toEqual(
    [IdentityId, one.IdentityId, two.IdentityId].sort(),
  );
  const IdentityIdsToDelete = Identities.map((identity) => identity.IdentityId ?? "");
  expect((await client.deleteIdentities({ IdentityIdsToDelete })).UnprocessedIdentityIds).toEqual([]);
  await client.deleteIdentityPool({ IdentityPoolId });
  await expect(client.describeIdentityPool({ IdentityPoolId })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: `IdentityPool '${IdentityPoolId}' not found.`,
    $metadata: { httpStatusCode: 400, requestId: expect.any(String), attempts: 1 },
  });
  expect(called.size).toBe(23);
});

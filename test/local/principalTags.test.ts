import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import type { CognitoIdentityService } from "../../src/local/index.js";
import {
  createFullPool,
  FACEBOOK,
  loginToken,
  OIDC,
  OIDC_ARN,
  ok,
  refused,
  role,
  SAML_ARN,
  samlAssertion,
  startService,
  USER_POOL,
} from "./harness.js";

const DEFAULTS = { client: "aud", username: "sub" };
const CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

async function setUp(
  provider: string,
  map: object,
): Promise<{ service: CognitoIdentityService; IdentityPoolId: string }> {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role("user") } });
  await ok(service, "SetPrincipalTagAttributeMap", { IdentityPoolId, IdentityProviderName: provider, ...map });
  return { service, IdentityPoolId };
}

/** The tags of the session for a login. */
async function tagsOf(
  service: CognitoIdentityService,
  IdentityPoolId: string,
  Logins: object,
): Promise<object | undefined> {
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins });
  return service.resolveAccessKey(Credentials.AccessKeyId)?.principalTags;
}

test("a map is set and returned; one that was never set is empty", async () => {
  const map = { UseDefaults: false, PrincipalTags: { department: "custom:department" } };
  const { service, IdentityPoolId } = await setUp(USER_POOL, {});
  const input = { IdentityPoolId, IdentityProviderName: USER_POOL };
  expect(await ok(service, "SetPrincipalTagAttributeMap", { ...input, ...map })).toEqual({ ...input, ...map });
  expect(await ok(service, "GetPrincipalTagAttributeMap", input)).toEqual({ ...input, ...map });
  const other = { IdentityPoolId, IdentityProviderName: FACEBOOK };
  expect(await ok(service, "GetPrincipalTagAttributeMap", other)).toEqual({
    ...other,
    UseDefaults: false,
    PrincipalTags: {},
  });
});

test("UseDefaults shows the default map of the provider", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const map = async (IdentityProviderName: string) => {
    const input = { IdentityPoolId, IdentityProviderName, UseDefaults: true, PrincipalTags: { x: "y" } };
    return (await ok(service, "SetPrincipalTagAttributeMap", input)).PrincipalTags;
  };
  expect(await map(USER_POOL)).toEqual(DEFAULTS);
  expect(await map(OIDC_ARN)).toEqual(DEFAULTS);
  expect(await map("www.amazon.com")).toEqual({ client: "aud", username: "user_id" });
  expect(await map(SAML_ARN)).toEqual({ client: `${CLAIMS}nameidentifier`, username: `${CLAIMS}name` });
});

test("a provider that the pool doesn't have is rejected", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  for (const IdentityProviderName of ["example.com", OIDC, `${USER_POOL}:client1`]) {
    const fault = await refused(service, "SetPrincipalTagAttributeMap", { IdentityPoolId, IdentityProviderName });
    expect(fault.code).toBe("InvalidParameterException");
  }
});

test("claims become session tags; missing claims and lists become none", async () => {
  const PrincipalTags = {
    team: "custom:team",
    level: "level",
    verified: "email_verified",
    no: "nothing",
    groups: "groups",
  };
  const { service, IdentityPoolId } = await setUp(USER_POOL, { PrincipalTags });
  const claims = { sub: "x", "custom:team": "blue", level: 3, email_verified: true, groups: ["a", "b"] };
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, claims) };
  expect(await tagsOf(service, IdentityPoolId, Logins)).toEqual({ team: "blue", level: "3", verified: "true" });
});

test("default tags exist for every kind of provider", async () => {
  const tags = async (provider: string, Logins: object) => {
    const { service, IdentityPoolId } = await setUp(provider, { UseDefaults: true });
    return tagsOf(service, IdentityPoolId, Logins);
  };
  expect(await tags(OIDC_ARN, { [OIDC]: await loginToken(OIDC, { sub: "x", aud: "app" }) })).toEqual({
    client: "app",
    username: "x",
  });
  expect(
    await tags("www.amazon.com", { "www.amazon.com": await loginToken("www.amazon.com", { sub: "amzn1" }) }),
  ).toEqual({
    client: "amazon-app",
    username: "amzn1",
  });
  const assertion = samlAssertion("alice", { [`${CLAIMS}name`]: ["Alice &lt;3"] });
  expect(await tags(SAML_ARN, { [SAML_ARN]: assertion })).toEqual({ client: "alice", username: "Alice <3" });
});

test("tags are in the classic flow's token, each as a list with one entry", async () => {
  const { service, IdentityPoolId } = await setUp(USER_POOL, { PrincipalTags: { team: "custom:team" } });
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "x", "custom:team": "blue" }) };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  const { Token } = await ok(service, "GetOpenIdToken", { IdentityId, Logins });
  expect(decodeJwt(Token)["https://aws.amazon.com/tags"]).toEqual({ principal_tags: { team: ["blue"] } });
});

test("tags that are too large for a session are still in the classic flow's token", async () => {
  const { service, IdentityPoolId } = await setUp(USER_POOL, { PrincipalTags: { long: "long" } });
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "x", long: "x".repeat(1000) }) };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  const { Token } = await ok(service, "GetOpenIdToken", { IdentityId, Logins });
  expect(decodeJwt(Token)["https://aws.amazon.com/tags"]).toEqual({ principal_tags: { long: ["x".repeat(1000)] } });
});

test("tags that are too large for a session are reported as the pool's fault", async () => {
  const { service, IdentityPoolId } = await setUp(USER_POOL, { PrincipalTags: { long: "long" } });
  const tags = async (length: number) => {
    const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "x", long: "x".repeat(length) }) };
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
    return { IdentityId, Logins };
  };
  await ok(service, "GetCredentialsForIdentity", await tags(456));
  expect((await refused(service, "GetCredentialsForIdentity", await tags(457))).code).toBe(
    "InvalidIdentityPoolConfigurationException",
  );
});

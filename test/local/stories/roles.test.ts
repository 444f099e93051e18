import { expect, test } from "vitest";
import { GOOGLE, role, USER_POOL } from "../harness.js";
import { present, type Story, startStory } from "./startStory.js";

interface Person {
  provider?: string;
  groups?: string[];
  roles?: string[];
  preferredRole?: string;
  claims?: Record<string, unknown>;
}

async function setUp(): Promise<Story & { roleOf: (person: Person, CustomRoleArn?: string) => Promise<string> }> {
  const players = await startStory();
  const { admin, app, service } = players;
  const { IdentityPoolId } = await admin.createIdentityPool({
    IdentityPoolName: "intranet",
    AllowUnauthenticatedIdentities: false,
    CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "intranet" }],
    SupportedLoginProviders: { [GOOGLE]: "google-client" },
  });
  await admin.setIdentityPoolRoles({
    IdentityPoolId,
    Roles: { authenticated: role("staff") },
    RoleMappings: {
      [`${USER_POOL}:intranet`]: { Type: "Token", AmbiguousRoleResolution: "Deny" },
      [GOOGLE]: {
        Type: "Rules",
        AmbiguousRoleResolution: "AuthenticatedRole",
        RulesConfiguration: {
          Rules: [
            { Claim: "hd", MatchType: "NotEqual", Value: "example.com", RoleARN: role("partner") },
            { Claim: "department", MatchType: "StartsWith", Value: "sales", RoleARN: role("sales") },
            { Claim: "groups", MatchType: "Contains", Value: "admin", RoleARN: role("admin") },
          ],
        },
      },
    },
  });
  const roleOf = async ({ provider = USER_POOL, ...rest }: Person, CustomRoleArn?: string): Promise<string> => {
    const Logins = { [provider]: await service.loginToken({ provider, subject: "someone", ...rest }) };
    const { IdentityId } = await app.getId({ IdentityPoolId, Logins });
    const { Credentials } = await app.getCredentialsForIdentity({
      IdentityId,
      Logins,
      ...(CustomRoleArn !== undefined && { CustomRoleArn }),
    });
    return present(service.resolveAccessKey(present(Credentials?.AccessKeyId))).roleArn;
  };
  return { ...players, roleOf };
}

test("a user pool's groups determine the role: the preferred one, or the requested one", async () => {
  const { roleOf } = await setUp();
  const groups = { groups: ["editors", "admins"], roles: [role("editor"), role("admin")] };
  expect(await roleOf({ ...groups, preferredRole: role("editor") })).toBe(role("editor"));
  expect(await roleOf({ ...groups, preferredRole: role("editor") }, role("admin"))).toBe(role("admin"));
  expect(await roleOf(groups, role("admin"))).toBe(role("admin"));
  await expect(roleOf(groups, role("owner"))).rejects.toMatchObject({ name: "NotAuthorizedException" });
});

test("several groups without a preferred role, or no group at all, are denied as ambiguous", async () => {
  const { roleOf } = await setUp();
  for (const person of [{ groups: ["editors", "admins"], roles: [role("editor"), role("admin")] }, {}]) {
    await expect(roleOf(person)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: `The ambiguous role mapping rules for: ${USER_POOL}:intranet denied this request.`,
    });
  }
});

test("the first rule that matches the claims determines the role; otherwise, the default role is used", async () => {
  const { roleOf } = await setUp();
  const google = (claims: Record<string, unknown>) => ({ provider: GOOGLE, claims });
  expect(await roleOf(google({ hd: "partner.example", department: "sales" }))).toBe(role("partner"));
  expect(await roleOf(google({ hd: "example.com", department: "sales-eu", groups: ["admin"] }))).toBe(role("sales"));
  expect(await roleOf(google({ hd: "example.com", groups: ["staff", "admins"] }))).toBe(role("admin"));
  expect(await roleOf(google({ hd: "example.com", department: "sales", groups: ["admin"] }), role("admin"))).toBe(
    role("admin"),
  );
  expect(await roleOf(google({}))).toBe(role("staff"));
});

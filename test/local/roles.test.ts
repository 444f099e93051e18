import { expect, test } from "vitest";
import type { CognitoIdentityService } from "../../src/local/index.js";
import {
  createFullPool,
  createPool,
  DEVELOPER,
  GOOGLE,
  loginToken,
  OIDC_ARN,
  ok,
  refused,
  role,
  SAML_ARN,
  samlAssertion,
  send,
  startService,
  USER_POOL,
} from "./harness.js";

const MAPPING = `${USER_POOL}:client1`;
const CONFLICT = { AmbiguousRoleResolution: "Deny" };
const rule = (Claim: string, MatchType: string, Value: string, name: string) => ({
  Claim,
  MatchType,
  Value,
  RoleARN: role(name),
});

test("SetIdentityPoolRoles replaces everything, and GetIdentityPoolRoles returns it", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  expect(await ok(service, "GetIdentityPoolRoles", { IdentityPoolId })).toEqual({ IdentityPoolId });
  const roles = {
    IdentityPoolId,
    Roles: { authenticated: role("user"), unauthenticated: role("guest") },
    RoleMappings: {
      [MAPPING]: { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" },
      [GOOGLE]: {
        Type: "Rules",
        AmbiguousRoleResolution: "Deny",
        RulesConfiguration: { Rules: [rule("sub", "Equals", "x", "x")] },
      },
      [OIDC_ARN]: { Type: "Token", AmbiguousRoleResolution: "Deny" },
      [SAML_ARN]: { Type: "Token", AmbiguousRoleResolution: "Deny" },
    },
  };
  expect((await send(service, "SetIdentityPoolRoles", roles)).text).toBe("");
  expect(await ok(service, "GetIdentityPoolRoles", { IdentityPoolId })).toEqual(roles);
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: {} });
  expect(await ok(service, "GetIdentityPoolRoles", { IdentityPoolId })).toEqual({ IdentityPoolId });
});

test.each([USER_POOL, `${USER_POOL}:other`, "login.example.com", "example.com", DEVELOPER, "__proto__"])(
  "a mapping for %s is rejected: no such provider is configured",
  async (key) => {
    const service = await startService();
    const IdentityPoolId = await createFullPool(service);
    const RoleMappings = JSON.parse(`{"${key}":{"Type":"Token","AmbiguousRoleResolution":"Deny"}}`);
    expect(await refused(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: {}, RoleMappings })).toEqual({
      code: "InvalidParameterException",
      message: `(${key}) is not a valid RoleMapping ProviderName or is not a configured provider.`,
    });
  },
);

test("anything but a role's ARN is forbidden", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const Roles = { authenticated: "just-the-name-of-a-role" };
  expect(await refused(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles })).toEqual({
    code: "NotAuthorizedException",
    message: "Access to Role 'just-the-name-of-a-role' is forbidden.",
  });
});

test("anything but a role's ARN is forbidden in a rule as well, and changes nothing", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const RulesConfiguration = {
    Rules: [{ ...rule("sub", "Equals", "x", "x"), RoleARN: "arn:aws:iam::1:user/not-a-role" }],
  };
  const RoleMappings = { [MAPPING]: { Type: "Rules", ...CONFLICT, RulesConfiguration } };
  expect(await refused(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: {}, RoleMappings })).toEqual({
    code: "NotAuthorizedException",
    message: "Access to Role 'arn:aws:iam::1:user/not-a-role' is forbidden.",
  });
  expect(await ok(service, "GetIdentityPoolRoles", { IdentityPoolId })).toEqual({ IdentityPoolId });
});

test.each(["graph.facebook.com", "www.amazon.com"])(
  "rules can use only iss, aud, and sub of a token of %s",
  async (provider) => {
    const service = await startService();
    const IdentityPoolId = await createFullPool(service);
    const Roles = { authenticated: role("default") };
    const claims = { email: "alice@example.com", "cognito:preferred_role": role("evil") };
    const Logins = { [provider]: await service.loginToken({ provider, subject: "alice", claims }) };
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
    const roleBy = async (Claim: string, Value: string) => {
      const RulesConfiguration = { Rules: [rule(Claim, "Equals", Value, "matched")] };
      const mapping = { Type: "Rules", AmbiguousRoleResolution: "AuthenticatedRole", RulesConfiguration };
      await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles, RoleMappings: { [provider]: mapping } });
      return chosen(service, { IdentityId, Logins });
    };
    expect(await roleBy("sub", "alice")).toBe(role("matched"));
    expect(await roleBy("aud", provider === "www.amazon.com" ? "amazon-app" : "facebook-app")).toBe(role("matched"));
    expect(await roleBy("email", "alice@example.com")).toBe(role("default"));
  },
);

test("a developer's user gets the authenticated role, regardless of mappings", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const RoleMappings = { [MAPPING]: { Type: "Token", ...CONFLICT } };
  await ok(service, "SetIdentityPoolRoles", {
    IdentityPoolId,
    Roles: { authenticated: role("default") },
    RoleMappings,
  });
  const { IdentityId, Token } = await ok(service, "GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId,
    Logins: { [DEVELOPER]: "u" },
  });
  expect(await chosen(service, { IdentityId, Logins: { "cognito-identity.amazonaws.com": Token } })).toBe(
    role("default"),
  );
});

test.each([
  ["without AmbiguousRoleResolution", { Type: "Token" }],
  ["of rules without rules", { Type: "Rules", ...CONFLICT }],
  [
    "of 26 rules",
    {
      Type: "Rules",
      ...CONFLICT,
      RulesConfiguration: { Rules: Array.from({ length: 26 }, () => rule("sub", "Equals", "x", "x")) },
    },
  ],
])("a mapping %s is rejected", async (_, mapping) => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const input = { IdentityPoolId, Roles: {}, RoleMappings: { [MAPPING]: mapping } };
  expect((await refused(service, "SetIdentityPoolRoles", input)).code).toBe("InvalidParameterException");
});

/** Signs in to the user pool and returns the role of the credentials, or the error. */
async function roleOf(
  service: CognitoIdentityService,
  mapping: object | undefined,
  claims: object,
  CustomRoleArn?: string,
): Promise<string> {
  const IdentityPoolId = await createFullPool(service);
  const Roles = { authenticated: role("default"), unauthenticated: role("guest") };
  const RoleMappings = mapping && { [MAPPING]: mapping };
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles, RoleMappings });
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "user", ...claims }) };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  return chosen(service, { IdentityId, Logins, CustomRoleArn });
}

async function chosen(service: CognitoIdentityService, input: object): Promise<string> {
  const { status, body } = await send(service, "GetCredentialsForIdentity", input);
  if (status !== 200) return `${body.__type}: ${body.message}`;
  return service.resolveAccessKey(body.Credentials.AccessKeyId)?.roleArn ?? "";
}

const token = (AmbiguousRoleResolution: string) => ({ Type: "Token", AmbiguousRoleResolution });
const DENIED = `NotAuthorizedException: The ambiguous role mapping rules for: ${MAPPING} denied this request.`;
const forbidden = (arn: string): string => `NotAuthorizedException: Access to Role '${arn}' is forbidden.`;
const groups = { "cognito:roles": [role("a"), role("b")] };

test("without a mapping, an authenticated user gets the default role, and no other", async () => {
  const service = await startService();
  expect(await roleOf(service, undefined, groups)).toBe(role("default"));
  expect(await roleOf(service, undefined, {}, role("default"))).toBe(role("default"));
  expect(await roleOf(service, undefined, groups, role("a"))).toBe(forbidden(role("a")));
});

test("the token's preferred role is used, or the requested one of its roles", async () => {
  const service = await startService();
  const claims = { ...groups, "cognito:preferred_role": role("b") };
  expect(await roleOf(service, token("Deny"), claims)).toBe(role("b"));
  expect(await roleOf(service, token("Deny"), claims, role("a"))).toBe(role("a"));
  expect(await roleOf(service, token("Deny"), { "cognito:roles": `${role("a")},${role("c")}` }, role("c"))).toBe(
    role("c"),
  );
  expect(await roleOf(service, token("Deny"), claims, role("elsewhere"))).toBe(forbidden(role("elsewhere")));
});

test("a role in a token that is not the ARN of a role is an invalid configuration, as for STS", async () => {
  const service = await startService();
  const invalid = /^InvalidIdentityPoolConfigurationException: /;
  for (const preferred of ["", "admin", role("a").replace("iam", "sts"), "arn:aws:iam::111122223333:user/admin"]) {
    expect(await roleOf(service, token("Deny"), { "cognito:preferred_role": preferred })).toMatch(invalid);
  }
  const named = "arn:aws:iam::111122223333:user/admin";
  expect(await roleOf(service, token("Deny"), { "cognito:roles": [named] }, named)).toMatch(invalid);
});

test("several roles without a preferred one, or no group at all, are ambiguous", async () => {
  const service = await startService();
  for (const claims of [groups, {}]) {
    expect(await roleOf(service, token("AuthenticatedRole"), claims)).toBe(role("default"));
    expect(await roleOf(service, token("Deny"), claims)).toBe(DENIED);
  }
});

test.each([
  ["Equals", { department: "sales" }, { department: "Sales" }],
  ["Contains", { department: "presales" }, { department: "sale" }],
  ["StartsWith", { department: "sales-eu" }, { department: "presales" }],
  ["NotEqual", { department: "legal" }, { department: "sales" }],
  ["Equals", { department: ["legal", "sales"] }, { department: ["legal"] }],
  ["NotEqual", { department: ["legal"] }, { department: ["legal", "sales"] }],
])("a rule with %s matches %j and not %j", async (matchType, match, noMatch) => {
  const service = await startService();
  const rules = {
    Type: "Rules",
    AmbiguousRoleResolution: "Deny",
    RulesConfiguration: { Rules: [rule("department", matchType, "sales", "matched")] },
  };
  expect(await roleOf(service, rules, match)).toBe(role("matched"));
  expect(await roleOf(service, rules, noMatch)).toBe(DENIED);
  expect(await roleOf(service, rules, {})).toBe(DENIED);
});

test("the first matching rule wins unless another matching one is requested", async () => {
  const service = await startService();
  const Rules = [
    rule("custom:level", "Equals", "3", "three"),
    rule("email_verified", "Equals", "true", "verified"),
    rule("sub", "StartsWith", "nobody", "nobody"),
  ];
  const rules = { Type: "Rules", AmbiguousRoleResolution: "AuthenticatedRole", RulesConfiguration: { Rules } };
  const claims = { "custom:level": 3, email_verified: true };
  expect(await roleOf(service, rules, claims)).toBe(role("three"));
  expect(await roleOf(service, rules, claims, role("verified"))).toBe(role("verified"));
  expect(await roleOf(service, rules, claims, role("nobody"))).toBe(forbidden(role("nobody")));
  expect(await roleOf(service, rules, {})).toBe(role("default"));
});

test("a SAML assertion has its own roles, in a pool without roles", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const pair = (name: string): string => `${role(name)},${SAML_ARN}`;
  const attribute = "https://aws.amazon.com/SAML/Attributes/Role";
  const one = { [SAML_ARN]: samlAssertion("alice", { [attribute]: [pair("a")] }) };
  const two = { [SAML_ARN]: samlAssertion("alice", { [attribute]: [pair("a"), pair("b")] }) };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins: one });
  expect(await chosen(service, { IdentityId, Logins: one })).toBe(role("a"));
  expect(await chosen(service, { IdentityId, Logins: two, CustomRoleArn: role("b") })).toBe(role("b"));
  expect(await chosen(service, { IdentityId, Logins: two })).toMatch(/^InvalidIdentityPoolConfigurationException/);
});

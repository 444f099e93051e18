import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { expect, onTestFinished, test, vi } from "vitest";
import { Store } from "../../src/local/state/Store.js";
import {
  bearer,
  createFullPool,
  createPool,
  FACEBOOK,
  GOOGLE,
  OIDC,
  ok,
  refused,
  role,
  SAML_ARN,
  startService,
  USER_POOL,
} from "./harness.js";

const PROVIDERS = [
  USER_POOL,
  GOOGLE,
  "appleid.apple.com",
  OIDC,
  FACEBOOK,
  "www.amazon.com",
  "api.twitter.com",
  SAML_ARN,
];
const VERIFY = [false, true];

for (const verifyLogins of VERIFY) {
  test.each(PROVIDERS)(
    `a generated login token of %s signs its user in, verifyLogins ${verifyLogins}`,
    async (provider) => {
      const service = await startService({ verifyLogins });
      const IdentityPoolId = await createFullPool(service);
      const identityOf = async (subject: string) => {
        const Logins = { [provider]: await service.loginToken({ provider, subject }) };
        return (await ok(service, "GetId", { IdentityPoolId, Logins })).IdentityId;
      };
      const alice = await identityOf("alice");
      expect(await identityOf("alice")).toBe(alice);
      expect(await identityOf("bob-the;builder <&\"'>")).not.toBe(alice);
      expect((await ok(service, "DescribeIdentity", { IdentityId: alice })).Logins).toEqual([provider]);
    },
  );
}

test.each([
  [FACEBOOK, /^EAA[\w-]+$/],
  ["www.amazon.com", /^Atza\|[\w-]+$/],
  ["api.twitter.com", /^alice-[\w-]+;[\w-]+$/],
  [SAML_ARN, /^[\w+/]+=*$/],
  [GOOGLE, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/],
])("a login token of %s looks like %s", async (provider, form) => {
  const service = await startService();
  await createFullPool(service);
  expect(await service.loginToken({ provider, subject: "alice" })).toMatch(form);
});

test("a user pool's ID token has the claims that applications read, and verifies with the published keys", async () => {
  const service = await startService();
  await createFullPool(service);
  const token = await service.loginToken({
    provider: USER_POOL,
    subject: "alice",
    groups: ["admins"],
    roles: [role("admin")],
    preferredRole: role("admin"),
    claims: { email: "alice@example.com", "cognito:username": "Alice", event_id: undefined },
    expiresIn: 60,
  });
  const keys = createRemoteJWKSet(new URL(`${service.endpoint}/.well-known/test-idp/jwks.json`));
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer: `https://${USER_POOL}`,
    audience: "client1",
  });
  expect(protectedHeader).toEqual({ alg: "RS256", kid: "test-idp-1", typ: "JWT" });
  const iat = payload.iat ?? 0;
  expect(payload).toEqual({
    iss: `https://${USER_POOL}`,
    aud: "client1",
    sub: "alice",
    token_use: "id",
    "cognito:username": "Alice",
    "cognito:groups": ["admins"],
    "cognito:roles": [role("admin")],
    "cognito:preferred_role": role("admin"),
    email: "alice@example.com",
    auth_time: iat,
    origin_jti: expect.any(String),
    jti: expect.any(String),
    iat,
    exp: iat + 60,
  });
});

test("groups become roles of the session", async () => {
  const service = await startService({ verifyLogins: true });
  const IdentityPoolId = await createFullPool(service);
  const mapping = { Type: "Token", AmbiguousRoleResolution: "Deny" };
  const RoleMappings = { [`${USER_POOL}:client1`]: mapping, [SAML_ARN]: mapping };
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: {}, RoleMappings });
  for (const provider of [USER_POOL, SAML_ARN]) {
    const roles = [role("admin")];
    const token = await service.loginToken({ provider, subject: "a", roles, preferredRole: role("admin") });
    const Logins = { [provider]: token };
    const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
    const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins });
    expect(service.resolveAccessKey(Credentials.AccessKeyId)?.roleArn).toBe(role("admin"));
  }
});

test("claims of a SAML login become attributes", async () => {
  const service = await startService({ verifyLogins: true });
  const IdentityPoolId = await createFullPool(service);
  const PrincipalTags = { team: "https://example.com/team" };
  await ok(service, "SetPrincipalTagAttributeMap", { IdentityPoolId, IdentityProviderName: SAML_ARN, PrincipalTags });
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role("user") } });
  const claims = { "https://example.com/team": "R&D <\u00e9>", many: ["a", "b"] };
  const Logins = { [SAML_ARN]: await service.loginToken({ provider: SAML_ARN, subject: "a", claims }) };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins });
  expect(service.resolveAccessKey(Credentials.AccessKeyId)?.principalTags).toEqual({ team: "R&D <\u00e9>" });
});

test.each(PROVIDERS)("a login token of %s can be issued as expired", async (provider) => {
  const service = await startService({ verifyLogins: true });
  const IdentityPoolId = await createFullPool(service);
  const Logins = { [provider]: await service.loginToken({ provider, subject: "alice", expiresIn: -301 }) };
  expect((await refused(service, "GetId", { IdentityPoolId, Logins })).message).toMatch(/expired/);
});

test("without an audience, the token is for the client of the pool with the provider", async () => {
  const service = await startService({ loginProviders: { [OIDC]: { clientIds: ["mine"] } } });
  await expect(service.loginToken({ provider: USER_POOL, subject: "x" })).rejects.toThrow(
    `provider is ${USER_POOL}, which no identity pool has. Add it to the pool, or pass \`audience\`.`,
  );
  const audienceOf = async (request: { provider: string; identityPoolId?: string; audience?: string }) =>
    decodeJwt(await service.loginToken({ subject: "x", ...request })).aud;
  expect(await audienceOf({ provider: USER_POOL, audience: "given" })).toBe("given");
  await createFullPool(service);
  for (let n = 0; n < 61; n++) await createPool(service);
  const CognitoIdentityProviders = [{ ProviderName: USER_POOL, ClientId: "client2" }];
  const identityPoolId = await createPool(service, { CognitoIdentityProviders });
  expect(await audienceOf({ provider: USER_POOL })).toBe("client1");
  const listed = vi.spyOn(Store.prototype, "list");
  onTestFinished(() => listed.mockRestore());
  expect(await audienceOf({ provider: USER_POOL, identityPoolId })).toBe("client2");
  // Reading all pools would take long if there are many.
  expect(listed).not.toHaveBeenCalled();
  expect(await audienceOf({ provider: OIDC })).toBe("mine");
  await expect(audienceOf({ provider: OIDC, identityPoolId })).rejects.toThrow(/which identity pool \S+ does not have/);
});

test.each([
  [{ subject: "x" }, "The login token lacks provider."],
  [{ provider: GOOGLE }, "The login token lacks subject."],
  [{ provider: GOOGLE, subject: "" }, 'subject must be text that is not empty, not "".'],
  [{ provider: GOOGLE, subject: "x", groups: "admins" }, 'groups must be a list, not "admins".'],
  [
    { provider: GOOGLE, subject: "x", expiresIn: 1.5 },
    "expiresIn must be a whole number of seconds, at most ten years, not 1.5.",
  ],
  [{ provider: GOOGLE, subject: "x", sub: "y" }, "sub is not a member. Did you mean subject?"],
])("the control route rejects %j with a reason", async (request, message) => {
  const service = await startService({ control: true });
  const response = await fetch(`${service.endpoint}/_control/login-token`, {
    method: "POST",
    headers: bearer(service),
    body: JSON.stringify(request),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ message });
});

test("login tokens, sign-outs and access keys are also available over HTTP", async () => {
  const service = await startService({ control: true, verifyLogins: true });
  const CognitoIdentityProviders = [{ ProviderName: USER_POOL, ClientId: "client1", ServerSideTokenCheck: true }];
  const IdentityPoolId = await createFullPool(service, { CognitoIdentityProviders });
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role("user") } });
  const post = async (path: string, body: object): Promise<{ token: string; identityId: string }> => {
    const response = await fetch(`${service.endpoint}/_control/${path}`, {
      method: "POST",
      headers: bearer(service),
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return JSON.parse(await response.text());
  };
  const { token } = await post("login-token", { provider: USER_POOL, subject: "alice" });
  const Logins = { [USER_POOL]: token };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  const { Credentials } = await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins });
  expect((await post("access-key", { accessKeyId: Credentials.AccessKeyId })).identityId).toBe(IdentityId);
  await post("sign-out-user", { provider: USER_POOL, subject: "alice" });
  expect((await refused(service, "GetCredentialsForIdentity", { IdentityId, Logins })).code).toBe(
    "NotAuthorizedException",
  );
});

test.each([
  [{ claims: { address: { street: "Main Street" } } }, "claims.address"],
  [{ claims: { groups: ["admins", ["staff"]] } }, "claims.groups"],
  [{ claims: { note: "page\fbreak" } }, "claims.note"],
  [{ claims: { "page\fbreak": "a note" } }, 'claims["page\\fbreak"]'],
  [{ subject: "alice\0" }, "subject"],
  [{ roles: ["arn:aws:iam::000000000000:role/\x1b"] }, "roles[0]"],
])("what SAML cannot express is an InputError: %j", async (changes, path) => {
  const service = await startService();
  const token = service.loginToken({ provider: SAML_ARN, subject: "alice", ...changes });
  await expect(token).rejects.toMatchObject({ name: "InputError", path });
});

test("numbers, true, and false are SAML attributes, and a claim of null or undefined is not", async () => {
  const service = await startService();
  const claims = { age: 42, isAdmin: true, absent: null, removed: undefined, list: ["a", 1, false] };
  const token = await service.loginToken({ provider: SAML_ARN, subject: "alice", claims });
  const xml = Buffer.from(token, "base64").toString();
  expect(xml.match(/(?<=<saml:AttributeValue>)[^<]*/g)).toEqual(["42", "true", "a", "1", "false"]);
});

test("claims that are not JSON are an InputError", async () => {
  const service = await startService();
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  for (const claims of [circle, { number: 1n }]) {
    const token = service.loginToken({ provider: GOOGLE, subject: "alice", audience: "app", claims });
    await expect(token).rejects.toMatchObject({ name: "InputError", path: "claims" });
  }
});

import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import type { CognitoIdentityService } from "../../src/local/index.js";
import {
  createFullPool,
  createPool,
  DEVELOPER,
  GOOGLE,
  loginToken,
  manualClock,
  ok,
  refused,
  role,
  send,
  startService,
  UNKNOWN_ID,
  USER_POOL,
} from "./harness.js";

const COGNITO = "cognito-identity.amazonaws.com";
const alice = async (sub = "alice") => ({ [USER_POOL]: await loginToken(USER_POOL, { sub }) });

async function setUp(options = {}): Promise<{
  service: CognitoIdentityService;
  IdentityPoolId: string;
  signIn: (user: string, input?: object) => Promise<{ IdentityId: string; Token: string }>;
}> {
  const service = await startService(options);
  const IdentityPoolId = await createFullPool(service, { AllowUnauthenticatedIdentities: false });
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role("user") } });
  const signIn = (user: string, input = {}) =>
    ok(service, "GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins: { [DEVELOPER]: user }, ...input });
  return { service, IdentityPoolId, signIn };
}

test("a user identifier has one identity, and its token names the provider and the user", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const { IdentityId, Token } = await signIn("user:1");
  expect((await signIn("user:1")).IdentityId).toBe(IdentityId);
  expect((await signIn("user:2")).IdentityId).not.toBe(IdentityId);
  expect((await ok(service, "DescribeIdentity", { IdentityId })).Logins).toEqual([DEVELOPER]);
  const { amr, exp = 0, iat = 0 } = decodeJwt(Token);
  expect(amr).toEqual(["authenticated", DEVELOPER, `${DEVELOPER}:${IdentityPoolId}:user:1`]);
  expect(exp - iat).toBe(900);
});

test("TokenDuration and PrincipalTags are in the token", async () => {
  const { signIn } = await setUp();
  const { Token } = await signIn("u", { TokenDuration: 86_400, PrincipalTags: { actor: "a", team: "b" } });
  const claims = decodeJwt(Token);
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(86_400);
  expect(claims["https://aws.amazon.com/tags"]).toEqual({ principal_tags: { actor: ["a"], team: ["b"] } });
});

test("the token yields credentials with the authenticated role and the tags", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const { IdentityId, Token } = await signIn("u", { PrincipalTags: { team: "blue" } });
  const input = { IdentityId, Logins: { [COGNITO]: Token } };
  const { Credentials } = await ok(service, "GetCredentialsForIdentity", input);
  expect(service.resolveAccessKey(Credentials.AccessKeyId)).toMatchObject({
    identityId: IdentityId,
    authenticationType: "authenticated",
    authenticationProvider: `${DEVELOPER},${DEVELOPER}:${IdentityPoolId}:u`,
    roleArn: role("user"),
    principalTags: { team: "blue" },
  });
});

test("the identity, issuer, and expiration of a developer's token are checked", async () => {
  const clock = manualClock();
  const { service, signIn } = await setUp({ clock });
  const { IdentityId, Token } = await signIn("u");
  const other = await signIn("other");
  const message = async (token: string, more = {}) =>
    (await refused(service, "GetCredentialsForIdentity", { IdentityId, Logins: { [COGNITO]: token, ...more } }))
      .message;
  expect(await message(other.Token)).toMatch(/^Logins don't match/);
  expect(await message("garbage")).toBe("Invalid login token. Not a Cognito token.");
  expect(await message(await loginToken(USER_POOL, { sub: "x" }))).toBe(
    "Invalid login token. Issuer doesn't match providerName",
  );
  const forged = await loginToken(COGNITO, { sub: IdentityId });
  expect(await message(forged)).toBe("Invalid login token. Couldn't verify signed token.");
  expect(await message(Token, await alice())).toBe("Please provide a valid public provider.");
  expect(await message("x".repeat(10))).toBe("Invalid login token. Not a Cognito token.");
  clock.advance(901_000);
  expect(await message(Token)).toMatch(/^Invalid login token. Token expired: \d+ >= \d+$/);
});

test("a guest's token is not a developer's token", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const { Token } = await ok(service, "GetOpenIdToken", { IdentityId });
  const fault = await refused(service, "GetCredentialsForIdentity", { IdentityId, Logins: { [COGNITO]: Token } });
  expect(fault.message).toMatch(/^Logins don't match/);
});

test("a developer's identifier is linked to a guest, whose identity stays", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  const input = { IdentityPoolId, IdentityId, Logins: { [DEVELOPER]: "u" } };
  expect((await ok(service, "GetOpenIdTokenForDeveloperIdentity", input)).IdentityId).toBe(IdentityId);
  const again = { IdentityPoolId, Logins: { [DEVELOPER]: "u" } };
  expect((await ok(service, "GetOpenIdTokenForDeveloperIdentity", again)).IdentityId).toBe(IdentityId);
  // Another guest is merged into the identity of the identifier.
  const guest = (await ok(service, "GetId", { IdentityPoolId })).IdentityId;
  const named = { ...input, IdentityId: guest };
  expect((await ok(service, "GetOpenIdTokenForDeveloperIdentity", named)).IdentityId).toBe(IdentityId);
});

test("linking to the user of a public provider requires a token of that user", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins: await alice() });
  const link = { IdentityPoolId, IdentityId, Logins: { [DEVELOPER]: "u" } };
  const fault = await refused(service, "GetOpenIdTokenForDeveloperIdentity", link);
  expect(fault.message).toMatch(/^Logins don't match/);
  const Logins = { [DEVELOPER]: "u", ...(await alice()) };
  expect((await signIn("u", { IdentityId, Logins })).IdentityId).toBe(IdentityId);
  expect((await signIn("u", { IdentityId, Logins })).IdentityId).toBe(IdentityId);
  expect((await signIn("u")).IdentityId).toBe(IdentityId);
  expect((await ok(service, "DescribeIdentity", { IdentityId })).Logins).toEqual([USER_POOL, DEVELOPER]);
});

test("an identifier of another identity is reported as registered", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const { IdentityId } = await signIn("one");
  await signIn("two");
  const input = { IdentityPoolId, IdentityId, Logins: { [DEVELOPER]: "two" } };
  const fault = await refused(service, "GetOpenIdTokenForDeveloperIdentity", input);
  expect(fault.code).toBe("DeveloperUserAlreadyRegisteredException");
});

test("GetOpenIdTokenForDeveloperIdentity rejects wrong providers, tokens, and identities", async () => {
  const { service, IdentityPoolId } = await setUp();
  const fault = (Logins: object, more = {}) =>
    refused(service, "GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins, ...more });
  expect((await fault({ "login.other": "u" })).message).toBe(
    "This identity pool does not support the specified developer provider",
  );
  expect((await fault(await alice())).code).toBe("InvalidParameterException");
  expect((await fault({ [DEVELOPER]: "x".repeat(1025) })).code).toBe("InvalidParameterException");
  expect((await fault({ [DEVELOPER]: "u", [USER_POOL]: "x" })).code).toBe("NotAuthorizedException");
  expect((await fault({ [DEVELOPER]: "u" }, { IdentityId: UNKNOWN_ID })).message).toBe(
    `Identity '${UNKNOWN_ID}' not found.`,
  );
});

test("LookupDeveloperIdentity finds by identifier and by identity, and compares both", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const { IdentityId } = await signIn("one");
  await signIn("two", { IdentityId });
  const other = (await signIn("other")).IdentityId;
  const lookUp = (input: object) => ok(service, "LookupDeveloperIdentity", { IdentityPoolId, ...input });
  const all = { IdentityId, DeveloperUserIdentifierList: ["one", "two"] };
  expect(await lookUp({ DeveloperUserIdentifier: "two" })).toEqual(all);
  expect(await lookUp({ IdentityId })).toEqual(all);
  const first = await lookUp({ IdentityId, MaxResults: 1 });
  expect(first).toEqual({ IdentityId, DeveloperUserIdentifierList: ["one"], NextToken: expect.any(String) });
  const second = await lookUp({ IdentityId, MaxResults: 1, NextToken: first.NextToken });
  expect(second).toEqual({ IdentityId, DeveloperUserIdentifierList: ["two"] });
  expect(await lookUp({ IdentityId, DeveloperUserIdentifier: "one" })).toEqual({
    IdentityId,
    DeveloperUserIdentifierList: ["one"],
  });
  const code = async (input: object) =>
    (await refused(service, "LookupDeveloperIdentity", { IdentityPoolId, ...input })).code;
  expect(await code({ IdentityId: other, DeveloperUserIdentifier: "one" })).toBe("ResourceConflictException");
  expect(await code({ DeveloperUserIdentifier: "nobody" })).toBe("ResourceNotFoundException");
  expect(await code({ IdentityId: UNKNOWN_ID })).toBe("ResourceNotFoundException");
  expect(await code({})).toBe("InvalidParameterException");
  expect(await code({ IdentityId: other, NextToken: first.NextToken })).toBe("InvalidParameterException");
});

test("merging moves the logins of the source and disables its identity", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const source = await signIn("source");
  const destination = await signIn("destination");
  const merge = { IdentityPoolId, DeveloperProviderName: DEVELOPER };
  const users = { SourceUserIdentifier: "source", DestinationUserIdentifier: "destination" };
  for (const _ of ["the first time", "again"]) {
    expect(await ok(service, "MergeDeveloperIdentities", { ...merge, ...users })).toEqual({
      IdentityId: destination.IdentityId,
    });
  }
  expect((await signIn("source")).IdentityId).toBe(destination.IdentityId);
  expect(await ok(service, "DescribeIdentity", { IdentityId: source.IdentityId })).not.toHaveProperty("Logins");
  // A token from before the merge is still valid, now for the merged identity.
  const old = { IdentityId: source.IdentityId, Logins: { [COGNITO]: source.Token } };
  expect((await ok(service, "GetCredentialsForIdentity", old)).IdentityId).toBe(destination.IdentityId);
});

test("merging rejects unknown users, wrong providers, two users of one provider, and too many logins", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const code = async (source: string, destination: string, provider = DEVELOPER) => {
    const input = { SourceUserIdentifier: source, DestinationUserIdentifier: destination };
    const merge = { IdentityPoolId, DeveloperProviderName: provider, ...input };
    return (await refused(service, "MergeDeveloperIdentities", merge)).code;
  };
  for (const user of ["a", "b"]) await signIn(user, { Logins: { [DEVELOPER]: user, ...(await alice(user)) } });
  expect(await code("a", "b")).toBe("ResourceConflictException");
  expect(await code("a", "nobody")).toBe("ResourceNotFoundException");
  expect(await code("nobody", "a")).toBe("ResourceNotFoundException");
  expect(await code("a", "b", "other")).toBe("InvalidParameterException");
  const { IdentityId } = await signIn("user0");
  for (let n = 1; n < 20; n++) await signIn(`user${n}`, { IdentityId });
  await signIn("one more");
  expect(await code("one more", "user0")).toBe("ResourceConflictException");
});

test("an unlinked identifier is new when it is used again; without its last one, the identity is unusable", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const { IdentityId, Token } = await signIn("u");
  const input = { IdentityPoolId, IdentityId, DeveloperProviderName: DEVELOPER, DeveloperUserIdentifier: "u" };
  expect((await send(service, "UnlinkDeveloperIdentity", input)).text).toBe("");
  expect((await signIn("u")).IdentityId).not.toBe(IdentityId);
  const late = { IdentityId, Logins: { [COGNITO]: Token } };
  expect((await refused(service, "GetCredentialsForIdentity", late)).message).toMatch(/is forbidden/);
});

test("UnlinkDeveloperIdentity rejects unknown identifiers and those of other identities with different errors", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const { IdentityId } = await signIn("u");
  await signIn("other");
  const input = { IdentityPoolId, IdentityId, DeveloperProviderName: DEVELOPER, DeveloperUserIdentifier: "u" };
  const code = async (change: object) =>
    (await refused(service, "UnlinkDeveloperIdentity", { ...input, ...change })).code;
  expect(await code({ DeveloperUserIdentifier: "other" })).toBe("ResourceConflictException");
  expect(await code({ DeveloperUserIdentifier: "nobody" })).toBe("ResourceNotFoundException");
  expect(await code({ IdentityId: UNKNOWN_ID })).toBe("ResourceNotFoundException");
  expect(await code({ DeveloperProviderName: "other" })).toBe("InvalidParameterException");
});

test("linking a public login of another identity merges the two", async () => {
  const { service, IdentityPoolId, signIn } = await setUp();
  const google = { [GOOGLE]: await loginToken(GOOGLE, { sub: "g" }) };
  const other = (await ok(service, "GetId", { IdentityPoolId, Logins: google })).IdentityId;
  const { IdentityId } = await signIn("u");
  const merged = await signIn("u", { IdentityId, Logins: { [DEVELOPER]: "u", ...google } });
  expect(merged.IdentityId).toBe(IdentityId);
  expect(await ok(service, "GetId", { IdentityPoolId, Logins: google })).toEqual({ IdentityId });
  expect(await ok(service, "DescribeIdentity", { IdentityId: other })).not.toHaveProperty("Logins");
});

test("AllowClassicFlow false doesn't affect a developer's token", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service, { AllowClassicFlow: false });
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role("user") } });
  const { IdentityId, Token } = await ok(service, "GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId,
    Logins: { [DEVELOPER]: "u" },
  });
  await ok(service, "GetCredentialsForIdentity", { IdentityId, Logins: { [COGNITO]: Token } });
});

test("a developer's tags are put into any token, but not into a session that can't have them", async () => {
  const { service, signIn } = await setUp();
  const { IdentityId, Token } = await signIn("u", {
    PrincipalTags: { one: "x".repeat(256), two: "x".repeat(256) },
  });
  expect(await refused(service, "GetCredentialsForIdentity", { IdentityId, Logins: { [COGNITO]: Token } })).toEqual({
    code: "InvalidIdentityPoolConfigurationException",
    message: "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  });
});

import { decodeJwt } from "jose";
import { expect } from "vitest";
import { operationNames } from "../../../src/local/base/model.js";
import type { CognitoIdentityService } from "../../../src/local/index.js";
import {
  type Credentials,
  DEVELOPER,
  FACEBOOK,
  loginToken,
  OIDC_ARN,
  role,
  SAML_ARN,
  UNKNOWN_ID,
  USER_POOL,
} from "../../local/harness.js";

// One sequence of calls for every other tool: all operations, with each relevant member of their inputs, and an error of each kind. A tool
// is a function that returns what its user would see.

export type Tool = (operation: string, input: object, credentials?: Credentials) => Promise<Result>;

export interface Result {
  readonly output?: Output;
  readonly error?: { readonly code: string; readonly message: string };
}

/** The members of outputs that the story uses. It checks that they exist. */
export interface Output {
  readonly IdentityPoolId: string;
  readonly IdentityPoolTags: Readonly<Record<string, string>>;
  readonly IdentityPools: readonly { readonly IdentityPoolName: string }[];
  readonly IdentityId: string;
  readonly Identities: readonly { readonly IdentityId: string }[];
  readonly Logins: readonly string[];
  readonly CreationDate: string | number;
  readonly Token: string;
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretKey: string;
    readonly SessionToken: string;
    readonly Expiration: string | number;
  };
  readonly NextToken?: string;
  readonly DeveloperUserIdentifierList: readonly string[];
}

export const ACCOUNT_ID = "123456789012";
export const PUBLIC = new Set(["GetId", "GetOpenIdToken", "GetCredentialsForIdentity", "UnlinkIdentity"]);
const WRONG_SIGNATURE = /^The request signature we calculated does not match the signature you provided\./;

/** Times are strings, or seconds, as the service sends them. */
const millisecondsOf = (time: string | number): number => (typeof time === "number" ? time * 1000 : Date.parse(time));

export async function driveAllOperations(tool: Tool, service: CognitoIdentityService): Promise<void> {
  const test = service.clientConfig().credentials;
  // GetId is explicitly unsigned. The other public operations have keys available, and must not use them.
  const keysFor = (operation: string) => (operation === "GetId" ? undefined : test);
  const call = async (operation: string, input: object = {}, credentials?: Credentials) => {
    const { output, error } = await tool(operation, input, credentials ?? keysFor(operation));
    expect(error, operation).toBeUndefined();
    return output as Output;
  };
  const refused = async (operation: string, input: object, credentials?: Credentials) =>
    (await tool(operation, input, credentials ?? keysFor(operation))).error;

  // Pools: created, described, replaced, and listed page by page.
  const settings = {
    IdentityPoolName: "story",
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: DEVELOPER,
    SupportedLoginProviders: { [FACEBOOK]: "app" },
    CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1", ServerSideTokenCheck: false }],
    OpenIdConnectProviderARNs: [OIDC_ARN],
    SamlProviderARNs: [SAML_ARN],
  };
  const pool = await call("CreateIdentityPool", {
    ...settings,
    IdentityPoolTags: { team: "blue", "cost:center": "7" },
  });
  const { IdentityPoolId } = pool;
  expect(pool).toEqual({
    ...settings,
    IdentityPoolId: expect.stringMatching(/^us-east-1:[0-9a-f-]{36}$/),
    IdentityPoolTags: { team: "blue", "cost:center": "7" },
  });
  expect(await call("DescribeIdentityPool", { IdentityPoolId })).toEqual(pool);
  const change = { ...settings, IdentityPoolId, AllowClassicFlow: true };
  expect(await call("UpdateIdentityPool", change)).toMatchObject({ AllowClassicFlow: true });
  const closed = await call("CreateIdentityPool", {
    IdentityPoolName: "second",
    AllowUnauthenticatedIdentities: false,
  });
  const first = await call("ListIdentityPools", { MaxResults: 1 });
  const rest = await call("ListIdentityPools", { MaxResults: 1, NextToken: first.NextToken });
  expect(rest).not.toHaveProperty("NextToken");
  // In ascending order of IDs, which are random.
  const listed = [...first.IdentityPools, ...rest.IdentityPools];
  expect(listed.map(({ IdentityPoolName }) => IdentityPoolName).sort()).toEqual(["second", "story"]);

  // A guest.
  const { IdentityId } = await call("GetId", { IdentityPoolId, AccountId: ACCOUNT_ID });
  expect(decodeJwt((await call("GetOpenIdToken", { IdentityId })).Token)).toMatchObject({
    sub: IdentityId,
    aud: IdentityPoolId,
    amr: ["unauthenticated"],
  });

  // Roles, principal tags, tags.
  expect(await refused("GetCredentialsForIdentity", { IdentityId })).toEqual({
    code: "InvalidIdentityPoolConfigurationException",
    message: expect.stringContaining("role"),
  });
  const RoleMappings = { [`${USER_POOL}:client1`]: { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" } };
  const Roles = { authenticated: role("user"), unauthenticated: role("guest") };
  await call("SetIdentityPoolRoles", { IdentityPoolId, Roles, RoleMappings });
  expect(await call("GetIdentityPoolRoles", { IdentityPoolId })).toEqual({ IdentityPoolId, Roles, RoleMappings });
  expect(
    await refused("SetIdentityPoolRoles", { IdentityPoolId, Roles, RoleMappings: { nobody: { Type: "Token" } } }),
  ).toMatchObject({ code: "InvalidParameterException" });
  const map = { IdentityPoolId, IdentityProviderName: USER_POOL };
  const tagMap = { ...map, UseDefaults: false, PrincipalTags: { user: "sub" } };
  expect(await call("SetPrincipalTagAttributeMap", tagMap)).toEqual(tagMap);
  expect(await call("GetPrincipalTagAttributeMap", map)).toEqual(tagMap);
  const ResourceArn = `arn:aws:cognito-identity:us-east-1:${ACCOUNT_ID}:identitypool/${IdentityPoolId}`;
  await call("TagResource", { ResourceArn, Tags: { stage: "test", "a b": "c=d" } });
  await call("UntagResource", { ResourceArn, TagKeys: ["team", "cost:center"] });
  expect(await call("ListTagsForResource", { ResourceArn })).toEqual({ Tags: { stage: "test", "a b": "c=d" } });

  // The guest signs in, and keeps the identity. With role mappings, tokens are rejected.
  expect(await refused("GetOpenIdToken", { IdentityId })).toMatchObject({ code: "InvalidParameterException" });
  const guest = await call("GetCredentialsForIdentity", { IdentityId });
  // They remain valid for at least half of their hour, however long the story takes.
  expect(millisecondsOf(guest.Credentials.Expiration) - Date.now()).toBeGreaterThan(1_800_000);
  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "alice" }) };
  const user = await call("GetCredentialsForIdentity", { IdentityId, Logins });
  expect(user.IdentityId).toBe(IdentityId);
  expect(service.resolveAccessKey(user.Credentials.AccessKeyId)).toMatchObject({
    roleArn: role("user"),
    principalTags: { user: "alice" },
  });
  expect((await call("GetId", { IdentityPoolId, Logins })).IdentityId).toBe(IdentityId);
  // The resulting credentials sign a request.
  const issued = {
    accessKeyId: user.Credentials.AccessKeyId,
    secretAccessKey: user.Credentials.SecretKey,
    sessionToken: user.Credentials.SessionToken,
  };
  const described = await call("DescribeIdentity", { IdentityId }, issued);
  expect(described).toMatchObject({ IdentityId, Logins: [USER_POOL] });
  expect(Math.abs(millisecondsOf(described.CreationDate) - Date.now())).toBeLessThan(1_800_000);

  // Users of a developer provider: created, looked up, merged, and unlinked.
  const developer = (name: string, more: object = {}) =>
    call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins: { [DEVELOPER]: name }, ...more });
  const one = await developer("one", { PrincipalTags: { department: "legal" }, TokenDuration: 60 });
  const claims = decodeJwt(one.Token);
  expect(claims).toMatchObject({ "https://aws.amazon.com/tags": { principal_tags: { department: ["legal"] } } });
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(60);
  const two = await developer("two");
  expect(
    await refused("LookupDeveloperIdentity", {
      IdentityPoolId,
      IdentityId: two.IdentityId,
      DeveloperUserIdentifier: "one",
    }),
  ).toMatchObject({ code: "ResourceConflictException" });
  expect(
    await refused("GetOpenIdTokenForDeveloperIdentity", {
      IdentityPoolId,
      IdentityId: two.IdentityId,
      Logins: { [DEVELOPER]: "one" },
    }),
  ).toMatchObject({ code: "DeveloperUserAlreadyRegisteredException" });
  const users = { SourceUserIdentifier: "one", DestinationUserIdentifier: "two", DeveloperProviderName: DEVELOPER };
  const merged = await call("MergeDeveloperIdentities", { IdentityPoolId, ...users });
  expect(merged).toEqual({ IdentityId: two.IdentityId });
  const looked = await call("LookupDeveloperIdentity", {
    IdentityPoolId,
    DeveloperUserIdentifier: "one",
    MaxResults: 1,
  });
  expect(looked).toMatchObject({ IdentityId: two.IdentityId, NextToken: expect.any(String) });
  expect(looked.DeveloperUserIdentifierList).toHaveLength(1);
  const identifier = { DeveloperProviderName: DEVELOPER, DeveloperUserIdentifier: "one" };
  await call("UnlinkDeveloperIdentity", { IdentityPoolId, IdentityId: two.IdentityId, ...identifier });
  await call("UnlinkIdentity", { IdentityId, Logins, LoginsToRemove: [USER_POOL] });

  // Errors of the other kinds.
  expect(await refused("DescribeIdentity", { IdentityId: UNKNOWN_ID })).toEqual({
    code: "ResourceNotFoundException",
    message: `Identity '${UNKNOWN_ID}' not found.`,
  });
  expect(await refused("DescribeIdentityPool", { IdentityPoolId: "nonsense" })).toEqual({
    code: "ValidationException",
    message:
      "1 validation error detected: Value 'nonsense' at 'identityPoolId' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
  });
  expect(await refused("GetId", { IdentityPoolId: closed.IdentityPoolId })).toEqual({
    code: "NotAuthorizedException",
    message: "Unauthenticated access is not supported for this identity pool.",
  });
  const stale = { [USER_POOL]: await loginToken(USER_POOL, { sub: "alice", exp: 1 }) };
  expect(await refused("GetId", { IdentityPoolId, Logins: stale })).toEqual({
    code: "NotAuthorizedException",
    message: expect.stringMatching(/^Invalid login token\. Token expired: \d+ >= 1$/),
  });
  const page = { MaxResults: 1 };
  expect(await refused("ListIdentityPools", page, { ...test, secretAccessKey: "wrong" })).toEqual({
    code: "InvalidSignatureException",
    message: expect.stringMatching(WRONG_SIGNATURE),
  });
  expect(await refused("ListIdentityPools", page, { ...test, accessKeyId: "nobody" })).toEqual({
    code: "UnrecognizedClientException",
    message: "The security token included in the request is invalid.",
  });
  expect((await tool("ListIdentityPools", page)).error).toEqual({
    code: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token",
  });

  // Everything is deleted, in pages and finally with the pool.
  const { Identities, NextToken } = await call("ListIdentities", {
    IdentityPoolId,
    MaxResults: 2,
    HideDisabled: false,
  });
  const more = await call("ListIdentities", { IdentityPoolId, MaxResults: 60, NextToken });
  const ids = [...Identities, ...more.Identities].map((identity) => identity.IdentityId);
  expect(ids).toHaveLength(3);
  expect(ids).toEqual(expect.arrayContaining([IdentityId, one.IdentityId, two.IdentityId]));
  expect(await call("DeleteIdentities", { IdentityIdsToDelete: ids })).toEqual({ UnprocessedIdentityIds: [] });
  await call("DeleteIdentityPool", { IdentityPoolId });
  expect(await refused("DescribeIdentityPool", { IdentityPoolId })).toEqual({
    code: "ResourceNotFoundException",
    message: `IdentityPool '${IdentityPoolId}' not found.`,
  });

  const succeeded = service.requests.filter(({ status }) => status === 200);
  expect([...new Set(succeeded.map(({ operation }) => operation))].sort()).toEqual([...operationNames].sort());
  expect(succeeded.filter(({ operation, signed }) => signed === PUBLIC.has(operation ?? ""))).toEqual([]);
}

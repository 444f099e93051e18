import { expect, test } from "vitest";
import {
  createPool,
  DEVELOPER,
  OIDC_ARN,
  ok,
  refused,
  SAML_ARN,
  startService,
  UNKNOWN_ID,
  USER_POOL,
} from "./harness.js";

const FULL = {
  IdentityPoolName: "full pool",
  AllowUnauthenticatedIdentities: false,
  AllowClassicFlow: true,
  SupportedLoginProviders: { "graph.facebook.com": "7346241598935555" },
  DeveloperProviderName: DEVELOPER,
  OpenIdConnectProviderARNs: [OIDC_ARN],
  CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1", ServerSideTokenCheck: true }],
  SamlProviderARNs: [SAML_ARN],
  IdentityPoolTags: { team: "blue" },
};

test("CreateIdentityPool returns its input, with an ID for the Region", async () => {
  const service = await startService({ region: "eu-central-1" });
  const pool = await ok(service, "CreateIdentityPool", FULL);
  expect(pool).toEqual({ IdentityPoolId: expect.stringMatching(/^eu-central-1:[0-9a-f]{8}-[0-9a-f]{4}-4/), ...FULL });
  expect(await ok(service, "DescribeIdentityPool", { IdentityPoolId: pool.IdentityPoolId })).toEqual(pool);
});

test("members that were not set are not returned, except for tags and the default for the token check", async () => {
  const service = await startService();
  const pool = await ok(service, "CreateIdentityPool", {
    IdentityPoolName: "small",
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: {},
    OpenIdConnectProviderARNs: [],
    CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1" }],
  });
  expect(pool).toEqual({
    IdentityPoolId: expect.any(String),
    IdentityPoolName: "small",
    AllowUnauthenticatedIdentities: true,
    CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1", ServerSideTokenCheck: false }],
    IdentityPoolTags: {},
  });
});

test("two pools can have the same name", async () => {
  const service = await startService();
  expect(await createPool(service)).not.toBe(await createPool(service));
});

test.each([
  [
    "an unknown login provider",
    { SupportedLoginProviders: { "example.com": "x" } },
    "InvalidParameterException",
    "Invalid login provider: example.com",
  ],
  [
    "a user pool without a name",
    { CognitoIdentityProviders: [{ ClientId: "x" }] },
    "InvalidParameterException",
    "Invalid Cognito Identity Provider",
  ],
  [
    "a malformed user pool",
    { CognitoIdentityProviders: [{ ProviderName: "elsewhere", ClientId: "x" }] },
    "InvalidParameterException",
    "Invalid Cognito Identity Provider",
  ],
  [
    "a malformed SAML provider",
    { SamlProviderARNs: ["arn:aws:iam::1:saml-provider/x"] },
    "NotAuthorizedException",
    "Identity provider arn:aws:iam::1:saml-provider/x is not valid for account 000000000000",
  ],
  [
    "a malformed OpenID provider",
    { OpenIdConnectProviderARNs: ["arn:aws:iam::1:oidc-provider/x"] },
    "NotAuthorizedException",
    "Identity provider arn:aws:iam::1:oidc-provider/x is not valid for account 000000000000",
  ],
  [
    "a reserved tag of AWS",
    { IdentityPoolTags: { "aws:x": "y" } },
    "InvalidParameterException",
    "Tag key 'aws:x' uses the reserved prefix 'aws:'.",
  ],
  [
    "more user pools than allowed",
    {
      CognitoIdentityProviders: Array.from({ length: 51 }, (_, n) => ({
        ProviderName: `${USER_POOL}${n}`,
        ClientId: "x",
      })),
    },
    "LimitExceededException",
    "An identity pool can have at most 50 Cognito identity providers.",
  ],
])("CreateIdentityPool rejects %s", async (_, input, code, message) => {
  const service = await startService();
  const base = { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true };
  expect(await refused(service, "CreateIdentityPool", { ...base, ...input })).toEqual({ code, message });
  expect((await ok(service, "ListIdentityPools", { MaxResults: 1 })).IdentityPools).toEqual([]);
});

test("the 1,001st pool of an account is rejected", async () => {
  const service = await startService();
  await Promise.all(Array.from({ length: 1000 }, () => createPool(service)));
  const input = { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true };
  expect((await refused(service, "CreateIdentityPool", input)).code).toBe("LimitExceededException");
});

test("UpdateIdentityPool removes what is missing in the input, except for the classic flow, the developer provider, and the tags", async () => {
  const service = await startService();
  const { IdentityPoolId } = await ok(service, "CreateIdentityPool", FULL);
  const input = { IdentityPoolId, IdentityPoolName: "renamed", AllowUnauthenticatedIdentities: true };
  const updated = await ok(service, "UpdateIdentityPool", input);
  const kept = { AllowClassicFlow: true, DeveloperProviderName: DEVELOPER, IdentityPoolTags: { team: "blue" } };
  expect(updated).toEqual({ ...input, ...kept });
  expect(await ok(service, "DescribeIdentityPool", { IdentityPoolId })).toEqual(updated);
  const retagged = await ok(service, "UpdateIdentityPool", { ...input, IdentityPoolTags: { a: "b" } });
  expect(retagged.IdentityPoolTags).toEqual({ a: "b" });
});

test("a developer provider can be added, but never changed", async () => {
  const service = await startService();
  const input = {
    IdentityPoolId: await createPool(service),
    IdentityPoolName: "pool",
    AllowUnauthenticatedIdentities: true,
  };
  await ok(service, "UpdateIdentityPool", { ...input, DeveloperProviderName: "one" });
  const fault = await refused(service, "UpdateIdentityPool", { ...input, DeveloperProviderName: "two" });
  expect(fault.code).toBe("InvalidParameterException");
});

test("UpdateIdentityPool rejects what CreateIdentityPool rejects, and leaves the pool unchanged", async () => {
  const service = await startService();
  const { IdentityPoolId } = await ok(service, "CreateIdentityPool", FULL);
  const input = {
    IdentityPoolId,
    IdentityPoolName: "x",
    AllowUnauthenticatedIdentities: true,
    CognitoIdentityProviders: [{}],
  };
  expect(await refused(service, "UpdateIdentityPool", input)).toEqual({
    code: "InvalidParameterException",
    message: "Invalid Cognito Identity Provider",
  });
  expect(await ok(service, "DescribeIdentityPool", { IdentityPoolId })).toEqual({ IdentityPoolId, ...FULL });
});

test("DeleteIdentityPool responds with an empty body and deletes the identities", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId });
  expect(await ok(service, "DeleteIdentityPool", { IdentityPoolId })).toBeUndefined();
  expect(await refused(service, "GetId", { IdentityPoolId })).toEqual({
    code: "ResourceNotFoundException",
    message: `IdentityPool '${IdentityPoolId}' not found.`,
  });
  expect(await refused(service, "GetOpenIdToken", { IdentityId })).toEqual({
    code: "ResourceNotFoundException",
    message: `Identity '${IdentityId}' not found.`,
  });
});

const base = { IdentityPoolId: UNKNOWN_ID, IdentityPoolName: "x", AllowUnauthenticatedIdentities: true };
const POOL_OPERATIONS: [string, object][] = [
  ["DescribeIdentityPool", {}],
  ["UpdateIdentityPool", base],
  ["DeleteIdentityPool", {}],
  ["SetIdentityPoolRoles", { Roles: {} }],
  ["GetIdentityPoolRoles", {}],
  ["ListIdentities", { MaxResults: 1 }],
  ["GetId", {}],
  ["GetOpenIdTokenForDeveloperIdentity", { Logins: { x: "y" } }],
  ["LookupDeveloperIdentity", { DeveloperUserIdentifier: "x" }],
  [
    "MergeDeveloperIdentities",
    { SourceUserIdentifier: "a", DestinationUserIdentifier: "b", DeveloperProviderName: "x" },
  ],
  ["UnlinkDeveloperIdentity", { IdentityId: UNKNOWN_ID, DeveloperProviderName: "x", DeveloperUserIdentifier: "y" }],
  ["SetPrincipalTagAttributeMap", { IdentityProviderName: "x" }],
  ["GetPrincipalTagAttributeMap", { IdentityProviderName: "x" }],
];

test.each(POOL_OPERATIONS)("%s reports an unknown pool", async (operation, input) => {
  const service = await startService();
  expect(await refused(service, operation, { IdentityPoolId: UNKNOWN_ID, ...input })).toEqual({
    code: "ResourceNotFoundException",
    message: `IdentityPool '${UNKNOWN_ID}' not found.`,
  });
});

test("ListIdentityPools returns pages in ascending order of IDs, and its tokens survive insertions and deletions", async () => {
  const service = await startService();
  const ids: string[] = [];
  for (const name of ["a", "b", "c", "d"]) ids.push(await createPool(service, { IdentityPoolName: name }));
  const [one = "", two = "", ...others] = [...ids].sort();
  const first = await ok(service, "ListIdentityPools", { MaxResults: 2 });
  expect(first.IdentityPools).toEqual(
    [one, two].map((id) => ({ IdentityPoolId: id, IdentityPoolName: "abcd".charAt(ids.indexOf(id)) })),
  );
  await ok(service, "DeleteIdentityPool", { IdentityPoolId: two });
  const added = await createPool(service, { IdentityPoolName: "e" });
  const second = await ok(service, "ListIdentityPools", { MaxResults: 3, NextToken: first.NextToken });
  expect(second.IdentityPools.map(({ IdentityPoolId }) => IdentityPoolId)).toEqual(
    [...others, ...(added > two ? [added] : [])].sort(),
  );
  expect(second).not.toHaveProperty("NextToken");
});

test("a token that the list didn't return is rejected", async () => {
  const service = await startService();
  const fault = await refused(service, "ListIdentityPools", { MaxResults: 1, NextToken: "nonsense" });
  expect(fault.code).toBe("InvalidParameterException");
});

test("an account can't see another's pools", async () => {
  const other = { accessKeyId: "other", secretAccessKey: "other", accountId: "111122223333" };
  const service = await startService({ credentials: [{ accessKeyId: "test", secretAccessKey: "test" }, other] });
  const IdentityPoolId = await createPool(service);
  const asOther = { credentials: other };
  expect((await ok(service, "ListIdentityPools", { MaxResults: 60 }, asOther)).IdentityPools).toEqual([]);
  for (const operation of ["DescribeIdentityPool", "DeleteIdentityPool"]) {
    expect((await refused(service, operation, { IdentityPoolId }, asOther)).code).toBe("ResourceNotFoundException");
  }
  expect((await ok(service, "GetId", { IdentityPoolId })).IdentityId).toBeTypeOf("string");
});

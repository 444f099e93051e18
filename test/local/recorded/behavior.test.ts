import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { partition as partitionOf } from "../../../src/runtime/endpoint/endpointRules.js";
import {
  createFullPool,
  createPool,
  DEVELOPER,
  FACEBOOK,
  GOOGLE,
  loginToken,
  ok,
  refused,
  role,
  startService,
  USER_POOL,
} from "../harness.js";

// Behavior of the real service according to recordings, reports, and other projects' acceptance tests. Facts with tests elsewhere: role
// mappings and the classic flow (openIdTokens), AllowClassicFlow and tags in updates (identityPools), signed-out users
// (serverSideTokenCheck), and IDs in place of ARNs (tags).

test.each([
  ["underscores for dots", "cognito-idp.us_east_1.amazonaws.com/us-east-1_Example"],
  ["a colon for a dot", "cognito-idp.us-east-1:amazonaws.com/us-east-1_Example"],
  ["no Region", "(null)/us-east-1_Example"],
  ["another issuer", "accounts.google.com.example"],
  ["the identity pool", "cognito-idp.us-east-1.amazonaws.com/us-east-1:00000000-0000-0000-0000-000000000000"],
])("a key of Logins with %s contradicts the token's issuer, whether or not the pool has it", async (_, key) => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const Logins = { [key]: await loginToken(USER_POOL, { sub: "x" }) };
  expect(await refused(service, "GetId", { IdentityPoolId, Logins })).toEqual({
    code: "NotAuthorizedException",
    message: "Invalid login token. Issuer doesn't match providerName",
  });
});

test("amr for Facebook and Google names the application and the user", async () => {
  const service = await startService();
  const IdentityPoolId = await createFullPool(service);
  const Logins = {
    [FACEBOOK]: await loginToken(FACEBOOK, { sub: "alice.f" }),
    [GOOGLE]: await loginToken(GOOGLE, { sub: "alice.g" }),
  };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  expect(decodeJwt((await ok(service, "GetOpenIdToken", { IdentityId, Logins })).Token).amr).toEqual([
    "authenticated",
    FACEBOOK,
    `${FACEBOOK}:facebook-app:alice.f`,
    GOOGLE,
    `${GOOGLE}:google-client:alice.g`,
  ]);
});

test("identity IDs of one account and Region share their first ten hexadecimal digits", async () => {
  const prefixes = async (region: string, accountId?: string) => {
    const service = await startService({ region, ...(accountId !== undefined && { accountId }) });
    const ids: string[] = [];
    for (const IdentityPoolId of [await createPool(service), await createPool(service)]) {
      ids.push((await ok(service, "GetId", { IdentityPoolId })).IdentityId);
      ids.push((await ok(service, "GetId", { IdentityPoolId })).IdentityId);
    }
    expect(new Set(ids).size).toBe(4);
    return new Set(ids.map((id) => id.slice(region.length + 1, region.length + 12)));
  };
  const all = [await prefixes("us-east-1"), await prefixes("us-east-1", "111122223333"), await prefixes("eu-west-1")];
  expect(all.map(({ size }) => size)).toEqual([1, 1, 1]);
  expect(new Set(all.flatMap((set) => [...set])).size).toBe(3);
});

test("a role's path can contain any visible character, its name can't", async () => {
  const service = await startService();
  const IdentityPoolId = await createPool(service);
  const set = (authenticated: string) => ({ IdentityPoolId, Roles: { authenticated } });
  await ok(service, "SetIdentityPoolRoles", set(role("a!b/~c/Name")));
  expect((await refused(service, "SetIdentityPoolRoles", set(role("path/Na!me")))).message).toBe(
    `Access to Role '${role("path/Na!me")}' is forbidden.`,
  );
});

test("a seed can have the tags of a pool created by CloudFormation, a request can't", async () => {
  const IdentityPoolTags = { "aws:cloudformation:stack-name": "app" };
  const pool = { IdentityPoolName: "p", AllowUnauthenticatedIdentities: true, IdentityPoolTags };
  const service = await startService({ seed: { pools: [pool] } });
  const [made] = (await ok(service, "ListIdentityPools", { MaxResults: 1 })).IdentityPools;
  const { IdentityPoolId } = made ?? {};
  expect((await ok(service, "DescribeIdentityPool", { IdentityPoolId })).IdentityPoolTags).toEqual(IdentityPoolTags);
  expect((await refused(service, "CreateIdentityPool", pool)).code).toBe("InvalidParameterException");
});

test("a user pool can have the issuer form of June 2026", async () => {
  const service = await startService();
  const ProviderName = "issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_Example";
  const CognitoIdentityProviders = [{ ProviderName, ClientId: "client1" }];
  const IdentityPoolId = await createPool(service, { CognitoIdentityProviders });
  const Logins = { [ProviderName]: await loginToken(ProviderName, { sub: "x", aud: "client1" }) };
  const { IdentityId } = await ok(service, "GetId", { IdentityPoolId, Logins });
  expect((await ok(service, "DescribeIdentity", { IdentityId })).Logins).toEqual([ProviderName]);
});

const ACCOUNT = "000000000000";

test.each([
  // Region, partition, issuer, key of a developer's token in Logins, provider in STS.
  ["us-east-1", "aws", "cognito-identity.amazonaws.com", "cognito-identity.amazonaws.com", undefined],
  ["af-south-1", "aws", "cognito-identity.af-south-1.amazonaws.com", "cognito-identity.amazonaws.com", undefined],
  [
    "cn-north-1",
    "aws-cn",
    "cognito-identity.cn-north-1.amazonaws.com.cn",
    "cognito-identity.cn-north-1.amazonaws.com.cn",
    "cognito-identity.cn-north-1.amazonaws.com.cn",
  ],
  [
    "us-gov-west-1",
    "aws-us-gov",
    "cognito-identity.us-gov-west-1.amazonaws.com",
    "cognito-identity.amazonaws.com",
    "cognito-identity-us-gov.amazonaws.com",
  ],
  [
    "us-gov-east-1",
    "aws-us-gov",
    "cognito-identity.us-gov-east-1.amazonaws.com",
    "cognito-identity.us-gov-east-1.amazonaws.com",
    "cognito-identity.us-gov-east-1.amazonaws.com",
  ],
  ["eusc-de-east-1", "aws-eusc", "cognito-identity.eusc-de-east-1.amazonaws.eu", undefined, undefined],
  ["us-iso-east-1", "aws-iso", "cognito-identity.us-iso-east-1.c2s.ic.gov", undefined, undefined],
  ["us-isob-east-1", "aws-iso-b", "cognito-identity.us-isob-east-1.sc2s.sgov.gov", undefined, undefined],
  ["eu-isoe-west-1", "aws-iso-e", "cognito-identity.eu-isoe-west-1.cloud.adc-e.uk", undefined, undefined],
  ["us-isof-south-1", "aws-iso-f", "cognito-identity.us-isof-south-1.csp.hci.ic.gov", undefined, undefined],
])("%s: names of the partition %s", async (region, partition, issuer, developerKey = issuer, provider) => {
  // According to the client's endpoint rules.
  expect(partitionOf(region).name).toBe(partition);
  const service = await startService({ region });
  const userPool = `cognito-idp.${region}.${partitionOf(region).dnsSuffix}/${region}_Example`;
  const IdentityPoolId = await createPool(service, {
    DeveloperProviderName: DEVELOPER,
    CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: "client" }],
  });
  const Logins = { [userPool]: await service.loginToken({ provider: userPool, subject: "user" }) };
  expect((await ok(service, "GetId", { IdentityPoolId, Logins })).IdentityId).toMatch(`${region}:`);
  const roleArn = `arn:${partition}:iam::${ACCOUNT}:role/User`;
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: roleArn } });
  const { IdentityId, Token } = await ok(service, "GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId,
    Logins: { [DEVELOPER]: "u" },
  });
  expect(decodeJwt(Token)).toMatchObject({
    iss: `https://${issuer}`,
    "https://cognito-identity.amazonaws.com/identity-pool-arn": `arn:${partition}:cognito-identity:${region}:${ACCOUNT}:identitypool/${IdentityPoolId}`,
  });
  const { Credentials } = await ok(service, "GetCredentialsForIdentity", {
    IdentityId,
    Logins: { [developerKey]: Token },
  });
  expect(service.resolveAccessKey(Credentials.AccessKeyId)?.assumedRoleArn).toMatch(`arn:${partition}:sts::`);
  const form = new URLSearchParams({
    ...{ Action: "AssumeRoleWithWebIdentity", Version: "2011-06-15", RoleArn: roleArn },
    ...{ RoleSessionName: "session", WebIdentityToken: Token },
  });
  const xml = await (await fetch(service.endpoint, { method: "POST", body: form })).text();
  const global = partition === "aws" ? "cognito-identity.amazonaws.com" : issuer;
  expect(xml).toContain(`<Provider>${provider ?? global}</Provider>`);
});

test("in China, the global name is not a key for developers' tokens", async () => {
  const service = await startService({ region: "cn-north-1" });
  const IdentityPoolId = await createPool(service, { DeveloperProviderName: DEVELOPER });
  const { IdentityId, Token } = await ok(service, "GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId,
    Logins: { [DEVELOPER]: "u" },
  });
  const Logins = { "cognito-identity.amazonaws.com": Token };
  expect((await refused(service, "GetCredentialsForIdentity", { IdentityId, Logins })).message).toBe(
    "Invalid login token. Issuer doesn't match providerName",
  );
});

test("reset restores the initial state, with the seed", async () => {
  const pool = { IdentityPoolName: "seeded", AllowUnauthenticatedIdentities: true, Identities: [{}] };
  const service = await startService({ seed: { pools: [pool] } });
  const pools = async () => (await ok(service, "ListIdentityPools", { MaxResults: 60 })).IdentityPools;
  const atStart = await pools();
  const identities = async () =>
    (await ok(service, "ListIdentities", { IdentityPoolId: atStart[0]?.IdentityPoolId, MaxResults: 60 })).Identities;
  const seeded = (await identities()).map(({ IdentityId }) => IdentityId);
  expect(seeded).toHaveLength(1);
  await createPool(service);
  await ok(service, "GetId", { IdentityPoolId: atStart[0]?.IdentityPoolId });
  await service.reset();
  expect(await pools()).toEqual(atStart);
  expect((await identities()).map(({ IdentityId }) => IdentityId)).toEqual(seeded);
});

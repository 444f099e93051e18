import { DEVELOPER, loginToken, OIDC_ARN, role, USER_POOL } from "../local/harness.js";

type Output = Record<string, never> & {
  IdentityPoolId: string;
  IdentityId: string;
  Identities: { IdentityId: string }[];
};
/** Sends one operation, and returns the output of the client, or the name and message of its error. */
export type Call = (operation: string, input: object) => Promise<unknown>;

/** A sequence of all 23 operations on an identity pool, with some rejected calls. Returns every result. */
export async function story(call: Call): Promise<[operation: string, answer: unknown][]> {
  const answers: [string, unknown][] = [];
  const ask = async (operation: string, input: object): Promise<Output> => {
    const answer = await call(operation, input);
    answers.push([operation, answer]);
    return answer as Output;
  };
  const settings = {
    IdentityPoolName: "story",
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: DEVELOPER,
    CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1", ServerSideTokenCheck: false }],
    OpenIdConnectProviderARNs: [OIDC_ARN],
    IdentityPoolTags: { team: "blue", ünï: "cödé" },
  };
  const { IdentityPoolId } = await ask("CreateIdentityPool", settings);
  await ask("DescribeIdentityPool", { IdentityPoolId });
  await ask("UpdateIdentityPool", { ...settings, IdentityPoolId, AllowClassicFlow: true });
  await ask("ListIdentityPools", { MaxResults: 60 });
  const { IdentityId } = await ask("GetId", { IdentityPoolId });
  // Still allowed: only role mappings disable the classic flow.
  await ask("GetOpenIdToken", { IdentityId });
  const Roles = { authenticated: role("user"), unauthenticated: role("guest") };
  const rule = { Claim: "sub", MatchType: "Equals", Value: "alice", RoleARN: role("alice") };
  const RoleMappings = {
    [`${USER_POOL}:client1`]: {
      Type: "Rules",
      AmbiguousRoleResolution: "Deny",
      RulesConfiguration: { Rules: [rule] },
    },
  };
  await ask("SetIdentityPoolRoles", { IdentityPoolId, Roles, RoleMappings });
  await ask("GetIdentityPoolRoles", { IdentityPoolId });
  const map = { IdentityPoolId, IdentityProviderName: USER_POOL };
  await ask("SetPrincipalTagAttributeMap", { ...map, UseDefaults: false, PrincipalTags: { who: "sub" } });
  await ask("GetPrincipalTagAttributeMap", map);
  const ResourceArn = `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${IdentityPoolId}`;
  await ask("TagResource", { ResourceArn, Tags: { stage: "test" } });
  await ask("UntagResource", { ResourceArn, TagKeys: ["team"] });
  await ask("ListTagsForResource", { ResourceArn });

  const Logins = { [USER_POOL]: await loginToken(USER_POOL, { sub: "alice" }) };
  await ask("GetOpenIdToken", { IdentityId });
  await ask("GetCredentialsForIdentity", { IdentityId });
  await ask("GetCredentialsForIdentity", { IdentityId, Logins });
  await ask("GetCredentialsForIdentity", { IdentityId, Logins: { [USER_POOL]: "no token" } });
  await ask("DescribeIdentity", { IdentityId });
  const developer = (user: string) => ({ IdentityPoolId, Logins: { [DEVELOPER]: user }, TokenDuration: 60 });
  const one = await ask("GetOpenIdTokenForDeveloperIdentity", developer("one"));
  const two = await ask("GetOpenIdTokenForDeveloperIdentity", developer("two"));
  const users = { SourceUserIdentifier: "one", DestinationUserIdentifier: "two", DeveloperProviderName: DEVELOPER };
  await ask("MergeDeveloperIdentities", { IdentityPoolId, ...users });
  await ask("LookupDeveloperIdentity", { IdentityPoolId, DeveloperUserIdentifier: "one" });
  await ask("UnlinkDeveloperIdentity", {
    IdentityPoolId,
    IdentityId: two.IdentityId,
    DeveloperProviderName: DEVELOPER,
    DeveloperUserIdentifier: "one",
  });
  await ask("UnlinkIdentity", { IdentityId, Logins, LoginsToRemove: [USER_POOL] });
  await ask("ListIdentities", { IdentityPoolId, MaxResults: 60 });
  const IdentityIdsToDelete = [IdentityId, one.IdentityId, two.IdentityId, "nobody"];
  await ask("DeleteIdentities", { IdentityIdsToDelete });
  await ask("DeleteIdentities", { IdentityIdsToDelete: IdentityIdsToDelete.slice(0, -1) });
  await ask("DescribeIdentity", { IdentityId });
  await ask("GetId", { IdentityPoolId: "no pool" });
  await ask("DeleteIdentityPool", { IdentityPoolId });
  await ask("DescribeIdentityPool", { IdentityPoolId });
  return answers;
}

/**
 * The results without random values: IDs are numbered in order of occurrence, lists are in the order of these numbers, and dates, keys, and
 * tokens are replaced with their kind.
 */
export function withoutRandomParts(answers: [string, unknown][]): unknown {
  const ids: string[] = [];
  const text = JSON.stringify(answers, (name, value) => {
    if (["AccessKeyId", "SecretKey", "SessionToken", "Token", "requestId"].includes(name)) {
      return typeof value === "string" && value !== "" ? `a ${name}` : value;
    }
    return ["CreationDate", "LastModifiedDate", "Expiration"].includes(name) && value !== undefined ? "a date" : value;
  });
  return JSON.parse(
    text.replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, (id) => {
      const known = ids.indexOf(id);
      return `id ${known < 0 ? ids.push(id) - 1 : known}`;
    }),
    (name, value) => (name === "Identities" ? [...value].sort(byIdentityId) : value),
  );
}

const byIdentityId = (one: { IdentityId: string }, other: { IdentityId: string }): number =>
  one.IdentityId < other.IdentityId ? -1 : 1;

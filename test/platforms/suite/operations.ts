import { type Case, type Control, type Environment, group } from "./Case.js";
import { check, checkEqual, present } from "./check.js";

const GOOGLE = "accounts.google.com";
const DEVELOPER = "login.example.app";
const ROLE = "arn:aws:iam::000000000000:role/Guest";
const HOUR_MS = 60 * 60_000;

export const operations: Case[] = group("operations", {
  "a pool can be created, described, changed, listed, and deleted": async ({ admin }) => {
    const cognito = admin();
    const { $metadata, ...pool } = await cognito.createIdentityPool({
      IdentityPoolName: "first",
      AllowUnauthenticatedIdentities: false,
    });
    checkEqual([$metadata.httpStatusCode, $metadata.attempts], [200, 1], "status and attempts");
    const IdentityPoolId = present(pool.IdentityPoolId);
    const { $metadata: _, ...described } = await cognito.describeIdentityPool({ IdentityPoolId });
    checkEqual(described, pool, "the pool as described");
    const updated = await cognito.updateIdentityPool({
      ...{ IdentityPoolId, IdentityPoolName: "renamed", AllowUnauthenticatedIdentities: true },
    });
    checkEqual([updated.IdentityPoolName, updated.AllowUnauthenticatedIdentities], ["renamed", true], "what changed");
    const { IdentityPools = [] } = await cognito.listIdentityPools({ MaxResults: 60 });
    check(
      IdentityPools.some((listed) => listed.IdentityPoolId === IdentityPoolId),
      "the pool is not listed",
    );
    await cognito.deleteIdentityPool({ IdentityPoolId });
  },

  "a pool's roles, tags, and principal tags can be set and read": async (environment) => {
    const { cognito, IdentityPoolId } = await poolFor(environment);
    await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated: ROLE } });
    checkEqual((await cognito.getIdentityPoolRoles({ IdentityPoolId })).Roles, { unauthenticated: ROLE }, "roles");

    const region = IdentityPoolId.split(":")[0];
    const ResourceArn = `arn:aws:cognito-identity:${region}:000000000000:identitypool/${IdentityPoolId}`;
    await cognito.tagResource({ ResourceArn, Tags: { stage: "test", owner: "me" } });
    await cognito.untagResource({ ResourceArn, TagKeys: ["stage"] });
    checkEqual((await cognito.listTagsForResource({ ResourceArn })).Tags, { owner: "me" }, "tags");

    const map = { IdentityPoolId, IdentityProviderName: GOOGLE };
    await cognito.setPrincipalTagAttributeMap({ ...map, PrincipalTags: { team: "hd" } });
    const { PrincipalTags } = await cognito.getPrincipalTagAttributeMap(map);
    checkEqual(PrincipalTags, { team: "hd" }, "principal tags");
  },

  "a guest gets an ID, a token, and credentials that expire": async (environment) => {
    const { cognito, IdentityPoolId } = await poolFor(environment);
    await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated: ROLE } });
    const app = environment.app();
    const IdentityId = present((await app.getId({ IdentityPoolId })).IdentityId);
    const { Token } = await app.getOpenIdToken({ IdentityId });
    checkEqual(present(Token).split(".").length, 3, "parts of the token");
    const { Credentials } = await app.getCredentialsForIdentity({ IdentityId });
    check(present(Credentials?.AccessKeyId).startsWith("ASIA"), "the access key is not a temporary one");
    const expiration = present(Credentials?.Expiration);
    check(expiration instanceof Date, "the expiration is no Date");
    check(Math.abs(expiration.getTime() - Date.now() - HOUR_MS) < HOUR_MS / 2, `they expire at ${expiration}`);
  },

  "a user can sign in, be described, listed, unlinked, and deleted": async (environment) => {
    const { cognito, IdentityPoolId } = await poolFor(environment);
    const app = environment.app();
    const Logins = { [GOOGLE]: await loginToken(environment.control, IdentityPoolId) };
    const IdentityId = present((await app.getId({ IdentityPoolId, Logins })).IdentityId);
    checkEqual((await app.getId({ IdentityPoolId, Logins })).IdentityId, IdentityId, "the id at the second time");
    const described = await cognito.describeIdentity({ IdentityId });
    checkEqual(described.Logins, [GOOGLE], "logins");
    check(described.CreationDate instanceof Date, "the creation date is no Date");
    const { Identities = [] } = await cognito.listIdentities({ IdentityPoolId, MaxResults: 10 });
    checkEqual(
      Identities.map((identity) => identity.IdentityId),
      [IdentityId],
      "identities",
    );
    await app.unlinkIdentity({ IdentityId, Logins, LoginsToRemove: [GOOGLE] });
    const { UnprocessedIdentityIds = [] } = await cognito.deleteIdentities({ IdentityIdsToDelete: [IdentityId] });
    checkEqual(UnprocessedIdentityIds, [], "what was not deleted");
  },

  "a developer's users can be registered, looked up, merged, and unlinked": async (environment) => {
    const { cognito, IdentityPoolId } = await poolFor(environment);
    const register = async (user: string): Promise<string> => {
      const registered = await cognito.getOpenIdTokenForDeveloperIdentity({
        ...{ IdentityPoolId, Logins: { [DEVELOPER]: user } },
      });
      return present(registered.IdentityId);
    };
    await register("phone");
    const desk = await register("desk");
    const merged = await cognito.mergeDeveloperIdentities({
      ...{ IdentityPoolId, DeveloperProviderName: DEVELOPER },
      ...{ SourceUserIdentifier: "phone", DestinationUserIdentifier: "desk" },
    });
    checkEqual(merged.IdentityId, desk, "the identity that is left");
    const found = await cognito.lookupDeveloperIdentity({ IdentityPoolId, IdentityId: desk });
    checkEqual([...(found.DeveloperUserIdentifierList ?? [])].sort(), ["desk", "phone"], "its users");
    await cognito.unlinkDeveloperIdentity({
      ...{ IdentityPoolId, IdentityId: desk, DeveloperProviderName: DEVELOPER, DeveloperUserIdentifier: "phone" },
    });
  },

  "the service has responded to all 23 operations": async ({ sdk, control }) => {
    const { requests } = (await control("GET", "")) as { requests: { operation?: string; status: number }[] };
    const answered = new Set(requests.filter(({ status }) => status === 200).map(({ operation }) => operation));
    const names = Object.keys(sdk).flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? []);
    checkEqual(
      names.filter((name) => !answered.has(name)),
      [],
      "operations without a response",
    );
  },
});

/** A separate pool for a case, with guests, Google users, and a developer provider. */
export async function poolFor(environment: Environment): Promise<{
  cognito: ReturnType<Environment["admin"]>;
  IdentityPoolId: string;
}> {
  const cognito = environment.admin();
  const { IdentityPoolId } = await cognito.createIdentityPool({
    ...{ IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true },
    ...{ SupportedLoginProviders: { [GOOGLE]: "my-client" }, DeveloperProviderName: DEVELOPER },
  });
  return { cognito, IdentityPoolId: present(IdentityPoolId) };
}

async function loginToken(control: Control, identityPoolId: string): Promise<string> {
  const { token } = (await control("POST", "login-token", { provider: GOOGLE, subject: "alice", identityPoolId })) as {
    token: string;
  };
  return token;
}

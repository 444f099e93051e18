import { randomUUID } from "node:crypto";
import { isObject } from "../base/json.js";
import { areSorted, type Check, errorName, errorOf, memberNames, succeeded, type World } from "./Check.js";
import { objectIn } from "./Target.js";

async function tokenOf(world: World, identityId: string): Promise<Readonly<Record<string, unknown>>[]> {
  const { json } = succeeded(await world.public("GetOpenIdToken", { IdentityId: identityId }));
  return String(json.Token)
    .split(".", 2)
    .map((part) => objectIn(Buffer.from(part, "base64url").toString()));
}

const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Checks that need a pool. Each check creates its own, which is deleted afterwards. */
export const poolChecks: readonly Check[] = [
  {
    about: "order of members in a response",
    strength: "recorded",
    expected: "alphabetical",
    see: async (world) => {
      const IdentityPoolId = await world.poolOfUsers({ IdentityPoolTags: { a: "b" } });
      const { json } = succeeded(await world.signed("DescribeIdentityPool", { IdentityPoolId }));
      const names = memberNames(json);
      return names.every(areSorted) ? "alphabetical" : names.map((level) => level.join(" ")).join(" | ");
    },
  },
  {
    about: "timestamps",
    strength: "recorded",
    expected: "Java's notation",
    see: async (world) => {
      const IdentityId = await world.guest(await world.pool());
      const { text } = succeeded(await world.signed("DescribeIdentity", { IdentityId }));
      const time = /"CreationDate":([^,}]+)/.exec(text)?.[1] ?? text;
      return /^\d\.\d+E9$/.test(time) ? "Java's notation" : time;
    },
  },
  {
    about: "identity ids of two pools",
    strength: "recorded",
    expected: "third group begins with c, first ten digits are the same",
    see: async (world) => {
      const [one, other] = [await world.guest(await world.pool()), await world.guest(await world.pool())];
      const digits = (id: string) => (id.split(":")[1] ?? "").slice(0, 11);
      const groups = [one, other].map((id) => id.split("-").at(-3)?.charAt(0)).join("");
      return groups === "cc" && digits(one) === digits(other)
        ? "third group begins with c, first ten digits are the same"
        : `${one} ${other}`;
    },
  },
  {
    about: "order of a list",
    strength: "recorded",
    expected: "ascending ids",
    see: async (world) => {
      const IdentityPoolId = await world.pool();
      for (let count = 0; count < 6; count++) {
        await world.guest(IdentityPoolId);
      }
      const { json } = succeeded(await world.signed("ListIdentities", { IdentityPoolId, MaxResults: 60 }));
      const ids = listOf(json.Identities).map(({ IdentityId }) => String(IdentityId));
      return ids.length === 6 && areSorted(ids) ? "ascending ids" : ids.join(" ");
    },
  },
  {
    about: "user pools: order, two clients of one, ServerSideTokenCheck not given",
    strength: "recorded",
    expected: "2 false, 1 false",
    see: async (world) => {
      const providers = ["2", "1"].map((ClientId) => ({ ProviderName: world.userPool, ClientId }));
      const IdentityPoolId = await world.pool({ CognitoIdentityProviders: providers });
      const { json } = succeeded(await world.signed("DescribeIdentityPool", { IdentityPoolId }));
      return listOf(json.CognitoIdentityProviders)
        .map(({ ClientId, ServerSideTokenCheck }) => `${ClientId} ${ServerSideTokenCheck}`)
        .join(", ");
    },
  },
  {
    about: "an update without AllowClassicFlow and tags",
    strength: "reported",
    expected: 'false {"a":"b"}',
    see: async (world) => {
      const IdentityPoolId = await world.pool({ AllowClassicFlow: false, IdentityPoolTags: { a: "b" } });
      const input = { IdentityPoolId, IdentityPoolName: "verify", AllowUnauthenticatedIdentities: true };
      succeeded(await world.signed("UpdateIdentityPool", input));
      const { json } = succeeded(await world.signed("DescribeIdentityPool", { IdentityPoolId }));
      return `${json.AllowClassicFlow} ${JSON.stringify(json.IdentityPoolTags)}`;
    },
  },
  {
    about: "another DeveloperProviderName in an update",
    strength: "documented",
    expected: "InvalidParameterException",
    see: async (world) => {
      const IdentityPoolId = await world.pool({ DeveloperProviderName: "one" });
      const input = { IdentityPoolId, IdentityPoolName: "verify", AllowUnauthenticatedIdentities: true };
      return errorName(await world.signed("UpdateIdentityPool", { ...input, DeveloperProviderName: "two" }));
    },
  },
  {
    about: "empty maps and lists in a pool",
    strength: "none",
    expected: "count as not given",
    see: async (world) => {
      const empty = { SupportedLoginProviders: {}, OpenIdConnectProviderARNs: [], CognitoIdentityProviders: [] };
      const IdentityPoolId = await world.pool(empty);
      const { json } = succeeded(await world.signed("DescribeIdentityPool", { IdentityPoolId }));
      const shown = Object.keys(empty).filter((name) => name in json);
      return shown.length === 0 ? "count as not given" : `shown: ${shown.join(", ")}`;
    },
  },
  {
    about: "a SupportedLoginProvider that AWS does not name",
    strength: "none",
    expected: "InvalidParameterException",
    see: async (world) => errorName(await world.create({ SupportedLoginProviders: { "login.example.com": "app" } })),
  },
  {
    about: "guests where the pool has none",
    strength: "recorded",
    expected: "NotAuthorizedException: Unauthenticated access is not supported for this identity pool.",
    see: async (world) => {
      const IdentityPoolId = await world.pool({ AllowUnauthenticatedIdentities: false });
      return errorOf(await world.public("GetId", { IdentityPoolId }));
    },
  },
  {
    about: "a key of Logins that does not match the token's issuer",
    strength: "reported",
    expected: "NotAuthorizedException: Invalid login token. Issuer doesn't match providerName",
    see: async (world) =>
      errorOf(await world.signIn(await world.poolOfUsers(), world.userPool.replace(".", "_"), world.userPool)),
  },
  {
    about: "a login of a provider that the pool lacks",
    strength: "recorded",
    expected: "NotAuthorizedException: Token is not from a supported provider of this identity pool.",
    see: async (world) => {
      const other = `${world.userPool}2`;
      return errorOf(await world.signIn(await world.poolOfUsers(), other, other));
    },
  },
  {
    about: "wrong AccountId in GetId",
    strength: "none",
    expected: "NotAuthorizedException",
    see: async (world) => {
      const input = { IdentityPoolId: await world.pool(), AccountId: "999999999999" };
      return errorName(await world.public("GetId", input));
    },
  },
  {
    about: "GetOpenIdToken where the pool forbids the classic flow",
    strength: "recorded",
    expected: "InvalidParameterException: Basic (classic) flow is not enabled, please use enhanced flow.",
    see: async (world) => {
      const IdentityId = await world.guest(await world.pool({ AllowClassicFlow: false }));
      return errorOf(await world.public("GetOpenIdToken", { IdentityId }));
    },
  },
  {
    about: "header and claims of an OpenID token",
    strength: "recorded",
    expected: "kid typ alg | sub aud amr iss https://cognito-identity.amazonaws.com/identity-pool-arn exp iat | 600 s",
    see: async (world) => {
      const [header = {}, claims = {}] = await tokenOf(
        world,
        await world.guest(await world.pool({ AllowClassicFlow: true })),
      );
      const lifetime = Number(claims.exp) - Number(claims.iat);
      return `${Object.keys(header).join(" ")} | ${Object.keys(claims).join(" ")} | ${lifetime} s`;
    },
  },
  {
    about: "credentials where the pool has no roles",
    strength: "recorded",
    expected:
      "InvalidIdentityPoolConfigurationException: Invalid identity pool configuration. Check assigned IAM roles for this pool.",
    see: async (world) => {
      const IdentityId = await world.guest(await world.pool());
      return errorOf(await world.public("GetCredentialsForIdentity", { IdentityId }));
    },
  },
  {
    about: "deleting an identity that does not exist",
    strength: "none",
    expected: '{"UnprocessedIdentityIds":[]}',
    see: async (world) => {
      const IdentityIdsToDelete = [`${world.target.region}:${randomUUID()}`];
      return succeeded(await world.signed("DeleteIdentities", { IdentityIdsToDelete })).text;
    },
  },
  {
    about: "a principal tag map that was never set",
    strength: "none",
    expected: "false {}",
    see: async (world) => {
      const input = { IdentityPoolId: await world.poolOfUsers(), IdentityProviderName: world.userPool };
      const { json } = succeeded(await world.signed("GetPrincipalTagAttributeMap", input));
      return `${json.UseDefaults} ${JSON.stringify(json.PrincipalTags)}`;
    },
  },
  {
    about: "a tag key with aws:",
    strength: "documented",
    expected: "InvalidParameterException",
    see: async (world) => errorName(await world.create({ IdentityPoolTags: { "aws:a": "b" } })),
  },
  {
    about: "an unknown developer provider",
    strength: "reported",
    expected: "InvalidParameterException: This identity pool does not support the specified developer provider",
    see: async (world) => {
      const input = { IdentityPoolId: await world.pool({ DeveloperProviderName: "login.example" }) };
      return errorOf(await world.signed("GetOpenIdTokenForDeveloperIdentity", { ...input, Logins: { other: "user" } }));
    },
  },
  {
    about: "look-up by an unknown identifier",
    strength: "none",
    expected: "ResourceNotFoundException",
    see: async (world) => {
      const IdentityPoolId = await world.pool({ DeveloperProviderName: "login.example" });
      const input = { IdentityPoolId, DeveloperUserIdentifier: "unknown" };
      return errorName(await world.signed("LookupDeveloperIdentity", input));
    },
  },
  {
    about: "merging two identifiers of one identity",
    strength: "none",
    expected: "accepted",
    see: async (world) => {
      const DeveloperProviderName = "login.example";
      const IdentityPoolId = await world.pool({ DeveloperProviderName });
      const sign = (user: string, id = {}) =>
        world.signed("GetOpenIdTokenForDeveloperIdentity", {
          ...{ IdentityPoolId, Logins: { [DeveloperProviderName]: user } },
          ...id,
        });
      const { IdentityId } = succeeded(await sign("one")).json;
      succeeded(await sign("two", { IdentityId }));
      const users = { SourceUserIdentifier: "one", DestinationUserIdentifier: "two" };
      return errorOf(
        await world.signed("MergeDeveloperIdentities", { IdentityPoolId, DeveloperProviderName, ...users }),
      );
    },
  },
];

import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import * as exported from "../../src/index.js";
import { type CognitoIdentityService, startCognitoIdentity } from "../../src/local/index.js";
import {
  createFullPool,
  createPool,
  DEVELOPER,
  GOOGLE,
  loginToken,
  OIDC,
  ok,
  refused,
  role,
  UNKNOWN_ID,
  USER_POOL,
} from "./harness.js";

// Each operation of the model with each error that it declares: caused by a request wherever that is possible, and always by a fault as
// well.

/** A pool with a guest, a user of a user pool, a Google user, and two users of the developer provider. */
interface World {
  service: CognitoIdentityService;
  IdentityPoolId: string;
  arn: string;
  guest: string;
  alice: string;
  user: string;
}

let world: World;
let beginning: unknown;

beforeAll(async () => {
  // No server listens there, so the keys of this provider are not available.
  const service = await startCognitoIdentity({ loginProviders: { [OIDC]: { jwks: "http://127.0.0.1:1/keys" } } });
  const IdentityPoolId = await createFullPool(service);
  const Roles = { authenticated: role("user"), unauthenticated: role("guest") };
  await ok(service, "SetIdentityPoolRoles", { IdentityPoolId, Roles });
  const idOf = async (Logins: object) => (await ok(service, "GetId", { IdentityPoolId, Logins })).IdentityId;
  const userOf = async (name: string) =>
    (await ok(service, "GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins: { [DEVELOPER]: name } }))
      .IdentityId;
  await userOf("other");
  await idOf(await google("alice"));
  const arn = `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${IdentityPoolId}`;
  const [guest, alice, user] = [await idOf({}), await idOf(await userPool("alice")), await userOf("user")];
  world = { service, IdentityPoolId, arn, guest, alice, user };
  beginning = await service.snapshot();
});
beforeEach(() => world.service.restore(beginning));
afterAll(() => world.service.close());

const login = async (provider: string, sub: string) => ({ [provider]: await loginToken(provider, { sub }) });
const userPool = (sub: string) => login(USER_POOL, sub);
const google = (sub: string) => login(GOOGLE, sub);
/** A token that is valid except for its signature. */
const unverifiable = () => login(OIDC, "alice");

type Input = (world: World) => object | Promise<object>;

const POOL = { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true };
const TAGS = { Tags: { a: "b" } };
const MERGE = { SourceUserIdentifier: "user", DestinationUserIdentifier: "other", DeveloperProviderName: DEVELOPER };
const UNLINK = { DeveloperProviderName: DEVELOPER, DeveloperUserIdentifier: "user" };
const MAP = { IdentityProviderName: USER_POOL, PrincipalTags: { team: "custom:team" } };
const signedIn = async ({ alice }: World) => ({ IdentityId: alice, Logins: await userPool("alice") });

/** A valid call of each operation. */
const succeeding: Record<string, Input> = {
  CreateIdentityPool: () => POOL,
  DeleteIdentities: ({ guest }) => ({ IdentityIdsToDelete: [guest] }),
  DeleteIdentityPool: ({ IdentityPoolId }) => ({ IdentityPoolId }),
  DescribeIdentity: ({ guest }) => ({ IdentityId: guest }),
  DescribeIdentityPool: ({ IdentityPoolId }) => ({ IdentityPoolId }),
  GetCredentialsForIdentity: signedIn,
  GetId: ({ IdentityPoolId }) => ({ IdentityPoolId }),
  GetIdentityPoolRoles: ({ IdentityPoolId }) => ({ IdentityPoolId }),
  GetOpenIdToken: signedIn,
  GetOpenIdTokenForDeveloperIdentity: ({ IdentityPoolId }) => ({ IdentityPoolId, Logins: { [DEVELOPER]: "user" } }),
  GetPrincipalTagAttributeMap: ({ IdentityPoolId }) => ({ IdentityPoolId, IdentityProviderName: USER_POOL }),
  ListIdentities: ({ IdentityPoolId }) => ({ IdentityPoolId, MaxResults: 60 }),
  ListIdentityPools: () => ({ MaxResults: 60 }),
  ListTagsForResource: ({ arn }) => ({ ResourceArn: arn }),
  LookupDeveloperIdentity: ({ IdentityPoolId }) => ({ IdentityPoolId, DeveloperUserIdentifier: "user" }),
  MergeDeveloperIdentities: ({ IdentityPoolId }) => ({ IdentityPoolId, ...MERGE }),
  SetIdentityPoolRoles: ({ IdentityPoolId }) => ({ IdentityPoolId, Roles: { authenticated: role("user") } }),
  SetPrincipalTagAttributeMap: ({ IdentityPoolId }) => ({ IdentityPoolId, ...MAP }),
  TagResource: ({ arn }) => ({ ResourceArn: arn, ...TAGS }),
  UnlinkDeveloperIdentity: ({ IdentityPoolId, user }) => ({ IdentityPoolId, IdentityId: user, ...UNLINK }),
  UnlinkIdentity: async (world) => ({ ...(await signedIn(world)), LoginsToRemove: [USER_POOL] }),
  UntagResource: ({ arn }) => ({ ResourceArn: arn, TagKeys: ["a"] }),
  UpdateIdentityPool: ({ IdentityPoolId }) => ({ IdentityPoolId, ...POOL }),
};

const tooManyUserPools = Array.from({ length: 51 }, (_, n) => ({ ProviderName: `${USER_POOL}${n}`, ClientId: "x" }));
const noSuchPool = { IdentityPoolId: UNKNOWN_ID };
const foreignArn = `arn:aws:cognito-identity:us-east-1:111122223333:identitypool/${UNKNOWN_ID}`;
const unknownArn = `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${UNKNOWN_ID}`;
const faultyArns = {
  InvalidParameterException: { ResourceArn: "arn:aws:cognito-identity:nonsense" },
  NotAuthorizedException: { ResourceArn: foreignArn },
  ResourceNotFoundException: { ResourceArn: unknownArn },
};
const faultySettings = {
  InvalidParameterException: { SupportedLoginProviders: { "example.com": "x" } },
  LimitExceededException: { CognitoIdentityProviders: tooManyUserPools },
  NotAuthorizedException: { SamlProviderARNs: ["arn:aws:iam::1:saml-provider/x"] },
};
const ofPublicOperation = {
  ExternalServiceException: async () => ({ Logins: await unverifiable() }),
  InvalidParameterException: { Logins: { [DEVELOPER]: "user" } },
  NotAuthorizedException: async () => ({ Logins: await userPool("somebody else") }),
  ResourceNotFoundException: { IdentityId: UNKNOWN_ID },
};
const ofSignIn = {
  ...ofPublicOperation,
  // Alice's identity would get two Google users.
  ResourceConflictException: async ({ IdentityPoolId, service, alice }: World) => {
    const first = { ...(await userPool("alice")), ...(await google("first")) };
    await ok(service, "GetCredentialsForIdentity", { IdentityId: alice, Logins: first });
    expect(await ok(service, "GetId", { IdentityPoolId, Logins: first })).toEqual({ IdentityId: alice });
    return { Logins: { ...(await userPool("alice")), ...(await google("second")) } };
  },
};

/** The change of the valid input that causes the error. */
const deserved: Record<string, Record<string, object | Input>> = {
  CreateIdentityPool: faultySettings,
  DeleteIdentityPool: { ResourceNotFoundException: noSuchPool },
  DescribeIdentity: { ResourceNotFoundException: { IdentityId: UNKNOWN_ID } },
  DescribeIdentityPool: { ResourceNotFoundException: noSuchPool },
  GetCredentialsForIdentity: {
    ...ofSignIn,
    InvalidIdentityPoolConfigurationException: async ({ service }) => ({
      IdentityId: (await ok(service, "GetId", { IdentityPoolId: await createPool(service) })).IdentityId,
      Logins: {},
    }),
  },
  GetId: {
    ...ofPublicOperation,
    NotAuthorizedException: { AccountId: "1" },
    ResourceConflictException: async () => ({ Logins: { ...(await userPool("alice")), ...(await google("alice")) } }),
    ResourceNotFoundException: noSuchPool,
  },
  GetIdentityPoolRoles: { ResourceNotFoundException: noSuchPool },
  GetOpenIdToken: ofSignIn,
  GetOpenIdTokenForDeveloperIdentity: {
    DeveloperUserAlreadyRegisteredException: ({ user }) => ({ IdentityId: user, Logins: { [DEVELOPER]: "other" } }),
    InvalidParameterException: { Logins: { "login.other": "user" } },
    NotAuthorizedException: ({ alice }) => ({ IdentityId: alice, Logins: { [DEVELOPER]: "new" } }),
    ResourceConflictException: async ({ service, IdentityPoolId }) => {
      const Logins = { [DEVELOPER]: "user", ...(await google("first")) };
      await ok(service, "GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins });
      return { Logins: { [DEVELOPER]: "user", ...(await google("second")) } };
    },
    ResourceNotFoundException: noSuchPool,
  },
  GetPrincipalTagAttributeMap: { ResourceNotFoundException: noSuchPool },
  ListIdentities: {
    InvalidParameterException: { NextToken: "nonsense" },
    ResourceNotFoundException: noSuchPool,
  },
  ListIdentityPools: { InvalidParameterException: { NextToken: "nonsense" } },
  ListTagsForResource: faultyArns,
  LookupDeveloperIdentity: {
    InvalidParameterException: { DeveloperUserIdentifier: undefined },
    ResourceConflictException: ({ user }) => ({ IdentityId: user, DeveloperUserIdentifier: "other" }),
    ResourceNotFoundException: { DeveloperUserIdentifier: "nobody" },
  },
  MergeDeveloperIdentities: {
    InvalidParameterException: { DeveloperProviderName: "other" },
    ResourceConflictException: async ({ service, IdentityPoolId }) => {
      for (const user of ["user", "other"]) {
        const Logins = { [DEVELOPER]: user, ...(await google(`google user of ${user}`)) };
        await ok(service, "GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins });
      }
      return {};
    },
    ResourceNotFoundException: { SourceUserIdentifier: "nobody" },
  },
  SetIdentityPoolRoles: {
    InvalidParameterException: {
      RoleMappings: { [`${USER_POOL}:other`]: { Type: "Token", AmbiguousRoleResolution: "Deny" } },
    },
    NotAuthorizedException: { Roles: { authenticated: "only-the-name-of-a-role" } },
    ResourceNotFoundException: noSuchPool,
  },
  SetPrincipalTagAttributeMap: {
    InvalidParameterException: { IdentityProviderName: "example.com" },
    ResourceNotFoundException: noSuchPool,
  },
  TagResource: faultyArns,
  UnlinkDeveloperIdentity: {
    InvalidParameterException: { DeveloperProviderName: "other" },
    ResourceConflictException: { DeveloperUserIdentifier: "other" },
    ResourceNotFoundException: { DeveloperUserIdentifier: "nobody" },
  },
  UnlinkIdentity: ofPublicOperation,
  UntagResource: faultyArns,
  UpdateIdentityPool: { ...faultySettings, ResourceNotFoundException: noSuchPool },
};

/** The input that causes the error, or without an error, the valid one. */
async function inputFor(operation: string, error = ""): Promise<object> {
  const change = deserved[operation]?.[error];
  const changed = typeof change === "function" ? await change(world) : change;
  return { ...(await succeeding[operation]?.(world)), ...changed };
}

const exportedByName = new Map<string, unknown>(Object.entries(exported));
const operations = Object.entries(constraints.operations);
const declared = operations.flatMap(([operation, { errors }]) => errors.map((error) => ({ operation, error })));

describe("each operation of the model", () => {
  test.each(operations)("%s succeeds", async (operation) => {
    await ok(world.service, operation, await inputFor(operation));
  });
});

describe("a request can cause each error that the model declares:", () => {
  const cases = declared.filter(({ operation, error }) => deserved[operation]?.[error] !== undefined);

  test("and none that the model doesn't declare", () => {
    const listed = Object.entries(deserved).flatMap(([operation, errors]) =>
      Object.keys(errors).map((error) => `${operation} ${error}`),
    );
    expect(listed.sort()).toEqual(cases.map(({ operation, error }) => `${operation} ${error}`).sort());
  });

  test.each(cases)("$operation, $error", async ({ operation, error }) => {
    const fault = await refused(world.service, operation, await inputFor(operation, error));
    expect(fault.code, fault.message).toBe(error);
    expect(fault.message).toMatch(/\w/);
  });

  test("all errors occur, except for three that need a fault", () => {
    const brought = new Set(cases.map(({ error }) => error));
    const others = new Set(declared.map(({ error }) => error).filter((error) => !brought.has(error)));
    expect([...others].sort()).toEqual([
      "ConcurrentModificationException",
      "InternalErrorException",
      "TooManyRequestsException",
    ]);
  });
});

describe("a fault can make the client throw each exception that the model declares:", () => {
  test.each(declared)("$operation, $error", async ({ operation, error }) => {
    const { service } = world;
    const client = new exported.CognitoIdentity({ ...service.clientConfig(), maxAttempts: 1 });
    onTestFinished(() => client.destroy());
    const name = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}` as "getId";
    const call = async () => client[name]((await inputFor(operation)) as never);
    service.control.addFault({ operation, error: { code: error, message: "On request." }, times: 1 });
    const thrown: unknown = await call().then(
      () => undefined,
      (cause) => cause,
    );
    expect(thrown).toBeInstanceOf(exportedByName.get(error));
    const status = error === "InternalErrorException" ? 500 : 400;
    expect(thrown).toMatchObject({ name: error, message: "On request.", $metadata: { httpStatusCode: status } });
    // It had no effect, and the next request meets no fault.
    expect((await call()).$metadata.httpStatusCode).toBe(200);
  });
});

test("a call with developer credentials doesn't fail with ExternalServiceException: a login that can't be verified is rejected", async () => {
  const { service, IdentityPoolId } = world;
  const Logins = { [DEVELOPER]: "user", ...(await unverifiable()) };
  expect(await refused(service, "GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins })).toEqual({
    code: "NotAuthorizedException",
    message: "Invalid login token. Couldn't verify signed token.",
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { problemsIn } from "../../../src/local/base/check.js";
import { InputError, type Seed, SeedError, startCognitoIdentity } from "../../../src/local/index.js";
import { seedJsonSchema } from "../../../src/local/seed/seedJsonSchema.js";
import { SEED } from "../../../src/local/seed/seedShapes.js";
import { DEVELOPER, GOOGLE, loginToken, ok, role, startService, USER_POOL } from "../harness.js";
import { temporaryFolder } from "./folders.js";

const POOL_ID = "us-east-1:11111111-2222-3333-4444-555555555555";

const seed: Seed = {
  $schema: "./seed.schema.json",
  pools: [
    {
      IdentityPoolId: POOL_ID,
      IdentityPoolName: "shop",
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { [GOOGLE]: "google-client" },
      CognitoIdentityProviders: [{ ProviderName: USER_POOL, ClientId: "client1" }],
      DeveloperProviderName: DEVELOPER,
      IdentityPoolTags: { stage: "test" },
      Roles: { authenticated: role("user"), unauthenticated: role("guest") },
      RoleMappings: { [`${USER_POOL}:client1`]: { Type: "Token", AmbiguousRoleResolution: "Deny" } },
      PrincipalTagAttributeMaps: { [USER_POOL]: { PrincipalTags: { user: "sub" } } },
      Identities: [
        { IdentityId: "us-east-1:aaaaaaaa-0000-c000-0000-000000000000", Logins: { [GOOGLE]: "ann" } },
        { DeveloperUserIdentifiers: ["bob", "robert"] },
        {},
      ],
    },
    { IdentityPoolName: "empty", AllowUnauthenticatedIdentities: false },
    { IdentityPoolName: "empty", AllowUnauthenticatedIdentities: true },
  ],
  loginProviders: { "login.example.com": { clientIds: ["a"] } },
};

test("a service starts with the contents of its seed, and with the same IDs every time", async () => {
  const path = join(temporaryFolder(), "seed.json");
  writeFileSync(path, `\uFEFF${JSON.stringify(seed)}`);
  const url = pathToFileURL(path);
  const [service, again] = [await startService({ seed: path }), await startService({ seed: url })];
  const third = await startService({ seed: url.href });
  const IdentityPoolId = POOL_ID;
  const Logins = { [GOOGLE]: await loginToken(GOOGLE, { sub: "ann" }) };
  expect((await ok(service, "GetId", { IdentityPoolId, Logins })).IdentityId).toBe(
    "us-east-1:aaaaaaaa-0000-c000-0000-000000000000",
  );
  const found = await ok(service, "LookupDeveloperIdentity", { IdentityPoolId, DeveloperUserIdentifier: "robert" });
  expect(found).toMatchObject({ DeveloperUserIdentifierList: ["bob", "robert"] });
  expect(await ok(service, "GetIdentityPoolRoles", { IdentityPoolId })).toMatchObject({
    Roles: { authenticated: role("user") },
    RoleMappings: { [`${USER_POOL}:client1`]: { Type: "Token" } },
  });
  const map = { IdentityPoolId, IdentityProviderName: USER_POOL };
  expect((await ok(service, "GetPrincipalTagAttributeMap", map)).PrincipalTags).toEqual({ user: "sub" });
  const pools = await ok(service, "ListIdentityPools", { MaxResults: 9 });
  expect(pools.IdentityPools.map(({ IdentityPoolName }) => IdentityPoolName)).toEqual(["shop", "empty", "empty"]);
  expect(await ok(again, "ListIdentityPools", { MaxResults: 9 })).toEqual(pools);
  expect(await ok(third, "ListIdentityPools", { MaxResults: 9 })).toEqual(pools);
  const list = { IdentityPoolId, MaxResults: 9 };
  const ids = (await ok(service, "ListIdentities", list)).Identities.map(({ IdentityId }) => IdentityId);
  expect((await ok(again, "ListIdentities", list)).Identities.map(({ IdentityId }) => IdentityId)).toEqual(ids);
});

test("pools that a data folder already has don't change", async () => {
  const dataFolder = temporaryFolder();
  const first = await startService({ dataFolder, seed });
  await ok(first, "DeleteIdentities", { IdentityIdsToDelete: ["us-east-1:aaaaaaaa-0000-c000-0000-000000000000"] });
  await ok(first, "UntagResource", {
    ResourceArn: `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${POOL_ID}`,
    TagKeys: ["stage"],
  });
  const before = await first.snapshot();
  await first.close();
  const second = await startService({ dataFolder, seed });
  expect(await second.snapshot()).toEqual(before);
});

test.each<[what: string, change: (pool: Record<string, unknown>) => void, problem: string]>([
  ["an unknown member", (pool) => (pool.Role = {}), "/pools/0/Role: is not a member. Did you mean Roles?"],
  ["a member that is missing", (pool) => delete pool.IdentityPoolName, "/pools/0: lacks IdentityPoolName"],
  ["a wrong type", (pool) => (pool.Identities = {}), "/pools/0/Identities: must be a list, not an object"],
  [
    "a string that is too long",
    (pool) => (pool.IdentityPoolName = "x".repeat(200)),
    "/pools/0/IdentityPoolName: must have at most 128 characters, and has 200",
  ],
  [
    "a string with invalid characters",
    (pool) => (pool.IdentityPoolId = "US"),
    '/pools/0/IdentityPoolId: must match ^[\\w-]+:[0-9a-f-]+$, which "US" does not',
  ],
  [
    "an invalid role name",
    (pool) => (pool.Roles = { guest: role("x") }),
    '/pools/0/Roles/guest: the name must match ^(un)?authenticated$, which "guest" does not',
  ],
  [
    "an id of another region",
    (pool) => (pool.IdentityPoolId = "eu-west-1:0"),
    "/pools/0/IdentityPoolId: must begin with us-east-1:",
  ],
  [
    "an invalid role",
    (pool) => (pool.Roles = { authenticated: "arn:aws:iam::123456789012:user/x" }),
    "/pools/0: Access to Role 'arn:aws:iam::123456789012:user/x' is forbidden.",
  ],
  [
    "a mapping for a provider that the pool doesn't have",
    (pool) => (pool.CognitoIdentityProviders = []),
    `/pools/0: (${USER_POOL}:client1) is not a valid RoleMapping ProviderName or is not a configured provider.`,
  ],
  [
    "a login of a provider that the pool doesn't have",
    (pool) => (pool.SupportedLoginProviders = {}),
    `/pools/0/Identities/0/Logins/accounts.google.com: identity pool ${POOL_ID} has no login provider of this name`,
  ],
  [
    "the same login twice",
    (pool) => (pool.Identities = [{ Logins: { [GOOGLE]: "a" } }, { Logins: { [GOOGLE]: "a" } }]),
    "/pools/0/Identities/1/Logins/accounts.google.com: identity us-east-1:",
  ],
  [
    "more logins than an identity can have",
    (pool) => (pool.Identities = [{ DeveloperUserIdentifiers: Array.from({ length: 21 }, (_, n) => `user${n}`) }]),
    "/pools/0/Identities/0: has 21 logins. An identity can have at most 20 linked logins.",
  ],
  [
    "identifiers without a developer provider",
    (pool) => delete pool.DeveloperProviderName,
    `/pools/0/Identities/1/DeveloperUserIdentifiers: identity pool ${POOL_ID} has no DeveloperProviderName`,
  ],
])("a seed with %s is rejected, with the path and the expected value", async (_what, change, problem) => {
  const wrong = JSON.parse(JSON.stringify(seed));
  change(wrong.pools[0]);
  const error = await startCognitoIdentity({ seed: wrong }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(SeedError);
  expect((error as SeedError).message).toContain(problem);
});

test("a seed file that can't be read or isn't JSON is named", async () => {
  const path = join(temporaryFolder(), "seed.json");
  await expect(startCognitoIdentity({ seed: path })).rejects.toThrow(`The seed file ${path} cannot be read: ENOENT`);
  writeFileSync(path, "{ pools: [] }");
  await expect(startCognitoIdentity({ seed: path })).rejects.toThrow(
    `The seed file ${path} has an error:\n  /: is not JSON`,
  );
});

const schema = JSON.parse(readFileSync(new URL("../../../src/local/seed/seed.schema.json", import.meta.url), "utf8"));
const isValid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

test.each<[what: string, seed: unknown, message: string]>([
  [
    "a URL that is not a file",
    new URL("http://localhost/seed.json"),
    "seed must be a seed, or the path or URL of a file with one, not a URL with http:.",
  ],
  [
    "the text of such a URL",
    "https://localhost/seed.json",
    "seed must be a seed, or the path or URL of a file with one, not a URL with https:.",
  ],
  ["empty text", "", "seed must be a seed, or the path or URL of a file with one, not empty text."],
  [
    "the contents of a file",
    '\n{ "pools": [] }',
    "seed must be a seed, or the path or URL of a file with one, not the contents of one. For JSON, pass JSON.parse(text).",
  ],
])("%s is not a seed", async (_, given, message) => {
  const error: unknown = await startCognitoIdentity({ seed: given as Seed }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect(error).toMatchObject({ path: "seed", message });
});

test.each([Promise.resolve(seed), new Map([["pools", []]]), Buffer.from("{}")])("%o is not a seed", async (given) => {
  await expect(startCognitoIdentity({ seed: given as Seed })).rejects.toThrow(
    `The seed has an error:\n  /: must be an object, not a value of type ${given.constructor.name.replace("Buffer", "Uint8Array")}`,
  );
});

test("the published schema is generated from the model", () => {
  expect(schema).toEqual(seedJsonSchema());
});

test("the schema and the service accept and reject the same seeds", () => {
  expect(isValid(seed), JSON.stringify(isValid.errors)).toBe(true);
  /** Replaces any value in a seed. */
  const value = fc.oneof(
    fc.constantFrom(
      "",
      "x".repeat(129),
      "😀".repeat(128),
      5,
      true,
      null,
      [],
      {},
      "Token",
      [{}],
      { "": "" },
      { a: "b" },
      [1.5],
    ),
    fc.jsonValue(),
  );
  const mutated = fc.array(fc.tuple(fc.nat(), value, fc.boolean()), { minLength: 1, maxLength: 2 }).map((changes) => {
    const copy = JSON.parse(JSON.stringify(seed));
    for (const [index, replacement, removes] of changes) {
      const places = placesIn(copy);
      const [holder, name] = places[index % places.length] ?? [];
      if (holder !== undefined && name !== undefined) {
        if (removes) Reflect.deleteProperty(holder, name);
        // A copy, because the same object in two places could later contain itself.
        else holder[name] = structuredClone(replacement);
      }
    }
    // A hole in an array would not be JSON.
    return JSON.parse(JSON.stringify(copy, (_name, value) => (Array.isArray(value) ? Array.from(value) : value)));
  });
  const counts = { valid: 0, invalid: 0 };
  fc.assert(
    fc.property(mutated, (candidate) => {
      const problems = [...problemsIn(SEED, candidate)];
      counts[problems.length === 0 ? "valid" : "invalid"]++;
      expect(problems.length === 0, JSON.stringify(problems)).toBe(isValid(candidate));
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(50);
});

/** The paths of all values that can be replaced. */
function placesIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([name, member]): [Record<string, unknown>, string][] => [
    [holder, name],
    ...placesIn(member),
  ]);
}

import * as awsClient from "@aws-sdk/client-cognito-identity";
import * as aws from "@aws-sdk/credential-provider-cognito-identity";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import * as ours from "../../src/credentials/index.js";
import { CognitoIdentityClient } from "../../src/index.js";
import { errorOf, GOOGLE, HOUR, mapStorage, type SentRequest, startServices, USER_ROLE, type World } from "./world.js";

type Package = Pick<typeof aws, "fromCognitoIdentity" | "fromCognitoIdentityPool">;

interface Outcome {
  sent: SentRequest[];
  stored: [string, string][];
  credentials?: object;
  error?: { name: string; tryNextLink: unknown };
}

/** The behavior of a package in a case, without what differs between runs. */
async function outcomeOf(
  { fromCognitoIdentity, fromCognitoIdentityPool }: Package,
  world: World,
  make: (one: Package, cache: ReturnType<typeof mapStorage>) => () => Promise<object>,
): Promise<Outcome> {
  world.sent.length = 0;
  const cache = mapStorage();
  const outcome: Outcome = { sent: world.sent.slice(), stored: [] };
  try {
    const credentials = { ...(await make({ fromCognitoIdentity, fromCognitoIdentityPool }, cache)()) } as Record<
      string,
      unknown
    >;
    expect(Number(credentials.expiration)).toBeGreaterThan(Date.now() + HOUR / 2);
    outcome.credentials = Object.fromEntries(
      Object.entries(credentials).map(([name, value]) => [name, value instanceof Date ? "a date" : typeof value]),
    );
  } catch (error) {
    const { name, tryNextLink } = error as { name: string; tryNextLink?: boolean };
    outcome.error = { name, tryNextLink };
  }
  // After any failure, AWS's provider discards the identity, which another test shows.
  outcome.stored = outcome.error ? [] : [...cache.items];
  outcome.sent = world.sent.slice();
  const text = JSON.stringify(outcome).replaceAll(/us-east-1:[\da-f-]{36}/g, (id) =>
    id === world.identityPoolId ? id : "an identity",
  );
  return JSON.parse(text);
}

type Make = (one: Package, world: World, cache: ReturnType<typeof mapStorage>) => () => Promise<object>;
const cases: [string, Make][] = [
  ["a guest", (one, world, cache) => one.fromCognitoIdentityPool({ ...world, cache })],
  ["a guest with empty logins", (one, world, cache) => one.fromCognitoIdentityPool({ ...world, cache, logins: {} })],
  [
    "a guest with null in place of logins",
    (one, world, cache) => one.fromCognitoIdentityPool({ ...world, cache, logins: null as never }),
  ],
  [
    "a guest with an identifier",
    (one, world, cache) => one.fromCognitoIdentityPool({ ...world, cache, userIdentifier: "kiosk 7" }),
  ],
  ["an account", (one, world, cache) => one.fromCognitoIdentityPool({ ...world, cache, accountId: "000000000000" })],
  [
    "another account",
    (one, world, cache) => one.fromCognitoIdentityPool({ ...world, cache, accountId: "111111111111" }),
  ],
  [
    "a missing pool",
    (one, world, cache) =>
      one.fromCognitoIdentityPool({
        ...world,
        cache,
        identityPoolId: "us-east-1:00000000-0000-0000-0000-000000000000",
      }),
  ],
  [
    "a missing identity",
    (one, world) => one.fromCognitoIdentity({ ...world, identityId: "us-east-1:00000000-0000-0000-0000-000000000000" }),
  ],
  [
    "an unavailable role",
    (one, world, cache) => one.fromCognitoIdentityPool({ ...world, cache, customRoleArn: USER_ROLE }),
  ],
  [
    "this package's client",
    (one, world, cache) =>
      one.fromCognitoIdentityPool({
        identityPoolId: world.identityPoolId,
        cache,
        client: new CognitoIdentityClient(world.clientConfig) as never,
      }),
  ],
  [
    "AWS's client",
    (one, world, cache) =>
      one.fromCognitoIdentityPool({
        identityPoolId: world.identityPoolId,
        cache,
        client: new awsClient.CognitoIdentityClient(world.clientConfig) as never,
      }),
  ],
  [
    "a client that returns no identity",
    (one, world, cache) =>
      one.fromCognitoIdentityPool({ ...world, cache, client: { send: async () => ({}) } as never }),
  ],
  [
    "a client that returns no credentials",
    (one, world, cache) =>
      one.fromCognitoIdentityPool({ ...world, cache, client: { send: async () => ({ IdentityId: "id" }) } as never }),
  ],
];

describe("both packages send, store, and return the same for", () => {
  test.each(cases)("%s", async (_name, make) => {
    const world = await startServices();
    const theirs = await outcomeOf(aws, world, (one, cache) => make(one, world, cache));
    const own = await outcomeOf(ours, world, (one, cache) => make(one, world, cache));
    expect(own).toEqual(theirs);
    expect(theirs.sent.length + (theirs.error ? 1 : 0)).toBeGreaterThan(0);
  });

  test("a user with a token, except for the key, which AWS's provider doesn't use", async () => {
    const world = await startServices();
    const logins = { [GOOGLE]: await world.service.loginToken({ provider: GOOGLE, subject: "alice" }) };
    const make = (one: Package, cache: ReturnType<typeof mapStorage>) =>
      one.fromCognitoIdentityPool({ ...world, cache, logins, userIdentifier: "alice" });
    const theirs = await outcomeOf(aws, world, make);
    expect(await outcomeOf(ours, world, make)).toEqual(theirs);
    const nameless = (one: Package, cache: ReturnType<typeof mapStorage>) =>
      one.fromCognitoIdentityPool({ ...world, cache, logins });
    const own = await outcomeOf(ours, world, nameless);
    expect({ ...own, stored: [] }).toEqual(await outcomeOf(aws, world, nameless));
    expect(own.stored).toHaveLength(1);
  });
});

test("the response from a mocked client is returned unchanged", async () => {
  const Credentials = { AccessKeyId: "a", SecretKey: "s", SessionToken: "t", Expiration: new Date("2100-01-01") };
  const client = { send: async () => ({ Credentials }) } as never;
  const parameters = { identityId: "us-east-1:1", client };
  expect(await ours.fromCognitoIdentity(parameters)()).toEqual(await aws.fromCognitoIdentity(parameters)());
  // As on a busy machine, the clock advances between any two reads.
  let now = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => ++now);
  onTestFinished(() => void vi.restoreAllMocks());
  const { expiration } = await ours.fromCognitoIdentity(parameters)();
  expect(expiration).toEqual(Credentials.Expiration);
});

test("neither uses an IndexedDB of Node.js, such as `fake-indexeddb`", async () => {
  const open = vi.fn();
  vi.stubGlobal("indexedDB", { open });
  onTestFinished(() => void vi.unstubAllGlobals());
  const world = await startServices();
  for (const { fromCognitoIdentityPool } of [aws, ours]) {
    await fromCognitoIdentityPool(world)();
  }
  expect(open).not.toHaveBeenCalled();
});

test("a guest keeps the identity when the app switches from AWS's provider, and back", async () => {
  const world = await startServices();
  const cache = mapStorage();
  const { identityId } = await aws.fromCognitoIdentityPool({ ...world, cache })();
  expect((await ours.fromCognitoIdentityPool({ ...world, cache })()).identityId).toBe(identityId);
  expect((await aws.fromCognitoIdentityPool({ ...world, cache })()).identityId).toBe(identityId);
});

test("after an error that another provider might not have, a chain continues", async () => {
  const client = { send: async () => ({}) } as never;
  const error = await errorOf(
    ours.fromCognitoIdentityPool({ identityPoolId: "us-east-1:1", client, cache: mapStorage() })(),
  );
  expect(error).toBeInstanceOf(ours.CredentialsProviderError);
  expect(error).toMatchObject({ tryNextLink: true, message: "Response from Amazon Cognito contained no identity ID" });
});

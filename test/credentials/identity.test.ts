import * as aws from "@aws-sdk/credential-provider-cognito-identity";
import { describe, expect, test } from "vitest";
import { fromCognitoIdentity, fromCognitoIdentityPool } from "../../src/credentials/index.js";
import { errorOf, FACEBOOK, GOOGLE, mapStorage, startServices, type World } from "./world.js";

const guestKey = ({ identityPoolId }: World): string => `aws:cognito-identity-credentials:${identityPoolId}:ANONYMOUS`;
const refreshed = { forceRefresh: true };

describe("a deleted identity", () => {
  test("is replaced in the next call, with two additional requests", async () => {
    const world = await startServices();
    const cache = mapStorage();
    const provider = fromCognitoIdentityPool({ ...world, cache });
    const { identityId } = await provider();
    await world.admin.deleteIdentities({ IdentityIdsToDelete: [identityId] });
    world.sent.length = 0;
    const another = await provider(refreshed);
    expect(another.identityId).not.toBe(identityId);
    expect(world.operations()).toEqual(["GetCredentialsForIdentity", "GetId", "GetCredentialsForIdentity"]);
    expect(cache.items.get(guestKey(world))).toBe(another.identityId);
  });

  test("makes every call of AWS's provider fail", async () => {
    const world = await startServices();
    const provider = aws.fromCognitoIdentityPool({ ...world, cache: mapStorage() });
    const { identityId } = await provider();
    await world.admin.deleteIdentities({ IdentityIdsToDelete: [identityId] });
    for (let call = 0; call < 3; call++) {
      expect((await errorOf(provider())).name).toBe("ResourceNotFoundException");
    }
  });

  test("is replaced once: if the new identity is rejected as well, the call fails", async () => {
    const world = await startServices();
    const error = { code: "ResourceNotFoundException", message: "Identity not found." };
    world.service.control.addFault({ operation: "GetCredentialsForIdentity", error });
    const cache = mapStorage(
      new Map([[guestKey(world), `${world.service.region}:00000000-0000-0000-0000-000000000000`]]),
    );
    const provider = fromCognitoIdentityPool({ ...world, cache });
    expect((await errorOf(provider())).name).toBe("ResourceNotFoundException");
    expect(world.operations()).toEqual(["GetCredentialsForIdentity", "GetId", "GetCredentialsForIdentity"]);
  });

  test("makes `fromCognitoIdentity` fail, because it can't get another identity", async () => {
    const world = await startServices();
    const identityId = `${world.service.region}:00000000-0000-0000-0000-000000000000`;
    const provider = fromCognitoIdentity({ ...world, identityId });
    expect((await errorOf(provider())).name).toBe("ResourceNotFoundException");
    expect(world.operations()).toEqual(["GetCredentialsForIdentity"]);
  });
});

test("the identity ID of another user in storage is replaced", async () => {
  const world = await startServices();
  const logins = { [GOOGLE]: await world.service.loginToken({ provider: GOOGLE, subject: "alice" }) };
  const bob = { [GOOGLE]: await world.service.loginToken({ provider: GOOGLE, subject: "bob" }) };
  const { IdentityId = "" } = await world.admin.getId({ IdentityPoolId: world.identityPoolId, Logins: bob });
  const { IdentityId: own } = await world.admin.getId({ IdentityPoolId: world.identityPoolId, Logins: logins });
  const cache = mapStorage();
  cache.getItem = () => IdentityId;
  const provider = fromCognitoIdentityPool({ ...world, cache, logins, userIdentifier: "alice" });
  expect((await provider()).identityId).toBe(own);
  expect(world.operations()).toEqual(["GetCredentialsForIdentity", "GetId", "GetCredentialsForIdentity"]);
});

test("a deleted identity ID that the storage returns only after GetId is not used", async () => {
  const world = await startServices();
  const { IdentityId: deleted = "" } = await world.admin.getId({ IdentityPoolId: world.identityPoolId });
  await world.admin.deleteIdentities({ IdentityIdsToDelete: [deleted] });
  const cache = mapStorage();
  cache.getItem = () => (world.operations().includes("GetId") ? deleted : null);
  const { identityId } = await fromCognitoIdentityPool({ ...world, cache })();
  expect(identityId).not.toBe(deleted);
  expect(world.operations()).toEqual(["GetId", "GetCredentialsForIdentity", "GetCredentialsForIdentity"]);
});

test.each<[string, unknown]>([
  ["a word", "undefined"],
  ["an id with a line break", "eu-west-1:00000000-0000-0000-0000-000000000000\n"],
  ["an id of another form", "eu-west-1:1"],
  ["an object", { identityId: "eu-west-1:00000000-0000-0000-0000-000000000000" }],
  ["a list", ["eu-west-1:00000000-0000-0000-0000-000000000000"]],
  ["a number", 1],
  ["a symbol", Symbol("eu-west-1:1")],
])("%s in storage is ignored and overwritten", async (_what, stored) => {
  const world = await startServices();
  const cache = mapStorage(new Map([[guestKey(world), stored as string]]));
  const { identityId } = await fromCognitoIdentityPool({ ...world, cache })();
  expect(world.operations()).toEqual(["GetId", "GetCredentialsForIdentity"]);
  await expect.poll(() => cache.items.get(guestKey(world))).toBe(identityId);
});

test("a guest keeps the identity after a failed request; with AWS's provider, the guest loses it", async () => {
  const world = await startServices();
  const failing = async (fromPool: typeof aws.fromCognitoIdentityPool): Promise<boolean> => {
    const cache = mapStorage();
    const { identityId } = await fromPool({ ...world, cache })();
    const clear = world.service.control.addFault({ kind: "unavailable" });
    await errorOf(fromPool({ ...world, cache })());
    clear();
    return (await fromPool({ ...world, cache })()).identityId === identityId;
  };
  expect(await failing(fromCognitoIdentityPool)).toBe(true);
  expect(await failing(aws.fromCognitoIdentityPool)).toBe(false);
});

describe("switching users", () => {
  /** The user changes, but the provider stays the same. */
  async function switching(world: World): Promise<{ logins: aws.Logins; signIn(subject: string): Promise<void> }> {
    let token = "";
    return {
      logins: { [GOOGLE]: async () => token },
      signIn: async (subject) => {
        token = await world.service.loginToken({ provider: GOOGLE, subject });
      },
    };
  }

  test("never sends the identity of the previous user, with or without `clear`", async () => {
    const world = await startServices();
    const { logins, signIn } = await switching(world);
    const cache = mapStorage();
    const provider = fromCognitoIdentityPool({ ...world, cache, logins });
    await signIn("alice");
    const alice = await provider();
    await signIn("bob");
    world.sent.length = 0;
    const bob = await provider(refreshed);
    expect(bob.identityId).not.toBe(alice.identityId);
    expect(JSON.stringify(world.sent)).not.toContain(alice.identityId);

    await provider.clear();
    await signIn("alice");
    world.sent.length = 0;
    expect((await provider()).identityId).toBe(alice.identityId);
    expect(JSON.stringify(world.sent)).not.toContain(bob.identityId);
    // Alice's ID was stored the first time. `clear` removed Bob's.
    expect(world.operations()).toEqual(["GetCredentialsForIdentity"]);
  });

  test("sends the identity of the previous user with AWS's provider, which then fails", async () => {
    const world = await startServices();
    const { logins, signIn } = await switching(world);
    const provider = aws.fromCognitoIdentityPool({ ...world, cache: mapStorage(), logins });
    await signIn("alice");
    const alice = await provider();
    await signIn("bob");
    world.sent.length = 0;
    expect((await errorOf(provider())).name).toBe("NotAuthorizedException");
    expect(JSON.stringify(world.sent)).toContain(alice.identityId);
  });

  test("identifies users by issuer and subject, and never stores tokens", async () => {
    const world = await startServices();
    const { logins, signIn } = await switching(world);
    const cache = mapStorage();
    await signIn("alice");
    const { identityId } = await fromCognitoIdentityPool({ ...world, cache, logins })();
    const [[key, value] = []] = [...cache.items];
    expect(key).toBe(`aws:cognito-identity-credentials:${world.identityPoolId}:https://${GOOGLE} alice`);
    expect(value).toBe(identityId);
    // The next visit, with another token of the same user.
    await signIn("alice");
    world.sent.length = 0;
    await fromCognitoIdentityPool({ ...world, cache, logins })();
    expect(world.operations()).toEqual(["GetCredentialsForIdentity"]);
  });

  test("stores nothing if a token doesn't identify the user, and requests the ID with each refresh", async () => {
    const world = await startServices();
    const cache = mapStorage();
    const logins = { [FACEBOOK]: "opaque-access-token" };
    const provider = fromCognitoIdentityPool({ ...world, cache, logins });
    const first = await provider();
    const second = await provider(refreshed);
    expect(second.identityId).toBe(first.identityId);
    expect(world.operations().filter((name) => name === "GetId")).toHaveLength(2);
    expect([...cache.items]).toEqual([]);
    await fromCognitoIdentityPool({ ...world, cache, logins, userIdentifier: "me" })();
    expect([...cache.items.keys()]).toEqual([`aws:cognito-identity-credentials:${world.identityPoolId}:me`]);
  });
});

describe("clear", () => {
  test("discards the credentials, the identity, and what is stored of it", async () => {
    const world = await startServices();
    const cache = mapStorage();
    const provider = fromCognitoIdentityPool({ ...world, cache });
    const former = await provider();
    await provider.clear();
    expect([...cache.items]).toEqual([]);
    expect((await provider()).identityId).not.toBe(former.identityId);
  });

  test("marks credentials that callers hold as expired", async () => {
    const world = await startServices();
    const provider = fromCognitoIdentityPool({ ...world, cache: mapStorage() });
    const former = await provider();
    expect(Number(former.expiration)).toBeGreaterThan(Date.now());
    void provider.clear();
    expect(Number(former.expiration)).toBeLessThanOrEqual(Date.now());
  });

  test("removes what an earlier visit has stored, also before the first call", async () => {
    const world = await startServices();
    const cache = mapStorage();
    await fromCognitoIdentityPool({ ...world, cache })();
    await fromCognitoIdentityPool({ ...world, cache }).clear();
    expect([...cache.items]).toEqual([]);
  });

  test("during a call keeps the data of the previous user from the caller and the storage", async () => {
    const world = await startServices();
    const cache = mapStorage();
    let subject = "alice";
    const logins = { [GOOGLE]: () => world.service.loginToken({ provider: GOOGLE, subject }) };
    const provider = fromCognitoIdentityPool({ ...world, cache, logins });
    world.service.control.addFault({ operation: "GetCredentialsForIdentity", latency: 100, times: 1 });
    const waiting = provider();
    await expect.poll(() => world.operations()).toContain("GetCredentialsForIdentity");
    subject = "bob";
    await provider.clear();
    const { identityId } = await waiting;
    expect((await world.admin.describeIdentity({ IdentityId: identityId })).Logins).toEqual([GOOGLE]);
    expect([...cache.items.keys()].map((key) => key.split(" ").at(-1))).toEqual(["bob"]);
    expect([...cache.items.values()]).toEqual([identityId]);
  });

  test("switches between guest and user in one provider, if `logins` returns nothing for a guest", async () => {
    const world = await startServices();
    const session: { token?: string } = {};
    const provider = fromCognitoIdentityPool({
      ...world,
      cache: mapStorage(),
      logins: { [GOOGLE]: async () => session.token },
    });
    const roleOf = async (): Promise<string | undefined> =>
      world.service.resolveAccessKey((await provider()).accessKeyId)?.roleArn;
    expect(await roleOf()).toMatch(/Guest$/);
    session.token = await world.service.loginToken({ provider: GOOGLE, subject: "alice" });
    await provider.clear();
    expect(await roleOf()).toMatch(/User$/);
    session.token = undefined;
    await provider.clear();
    expect(await roleOf()).toMatch(/Guest$/);
  });
});

describe("a storage", () => {
  const broken = {
    throws: () => {
      throw new Error("full");
    },
    rejects: () => Promise.reject(new Error("full")),
  } as const;
  test.each(["throws", "rejects"] as const)(
    "that fails and %s doesn't make calls fail, and doesn't cause a second identity",
    async (how) => {
      const world = await startServices();
      const cache = { getItem: broken[how], setItem: broken[how], removeItem: broken[how] };
      const provider = fromCognitoIdentityPool({ ...world, cache });
      const first = await provider();
      expect((await provider(refreshed)).identityId).toBe(first.identityId);
      expect(world.operations()).toEqual(["GetId", "GetCredentialsForIdentity", "GetCredentialsForIdentity"]);
      await provider.clear();
      await expect(aws.fromCognitoIdentityPool({ ...world, cache })()).rejects.toThrow("full");
    },
  );

  test("may be asynchronous, like AsyncStorage", async () => {
    const world = await startServices();
    const items = new Map<string, string>();
    const later = () => new Promise((resolve) => setTimeout(resolve, 5));
    const cache = {
      getItem: async (key: string) => {
        await later();
        return items.get(key) ?? null;
      },
      setItem: async (key: string, data: string) => {
        await later();
        items.set(key, data);
      },
      removeItem: async (key: string) => {
        await later();
        items.delete(key);
      },
    };
    const provider = fromCognitoIdentityPool({ ...world, cache });
    const { identityId } = await provider();
    await expect.poll(() => items.get(guestKey(world))).toBe(identityId);
    await provider.clear();
    expect(items.size).toBe(0);
  });
});

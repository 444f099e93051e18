import { describe, expect, test } from "vitest";
import { openStore } from "../../../src/local/state/openStore.js";
import type { IdentityRecord, Login, PoolRecord, SessionRecord } from "../../../src/local/state/records.js";
import type { Store } from "../../../src/local/state/Store.js";
import { fillDraft } from "../../../src/local/state/snapshot.js";
import { allOf, entriesOf, OWNER, openFolder, temporaryFolder } from "./folders.js";

const ACCOUNT = OWNER.accountId;

const pool = (id: string, name = id): PoolRecord => ({
  id,
  accountId: ACCOUNT,
  settings: {
    IdentityPoolName: name,
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: new Map([["accounts.google.com", "x"]]),
    CognitoIdentityProviders: [{ ProviderName: "p", ClientId: "c", ServerSideTokenCheck: false }],
  },
  tags: new Map([["__proto__", "\ud800 \u0000"]]),
  roles: new Map([["authenticated", "arn"]]),
  roleMappings: new Map([
    [
      "p:c",
      {
        Type: "Rules",
        AmbiguousRoleResolution: "Deny",
        RulesConfiguration: { Rules: [{ Claim: "c", MatchType: "Equals", Value: "v", RoleARN: "arn" }] },
      },
    ],
  ]),
  principalTagMaps: new Map([["p", { UseDefaults: false, PrincipalTags: new Map([["a", "b"]]) }]]),
});

const google = (subject: string): Login => ({ kind: "public", provider: "accounts.google.com", subject });

const identity = (id: string, poolId: string, ...logins: Login[]): IdentityRecord => ({
  id,
  poolId,
  createdAt: 1.5,
  modifiedAt: 2,
  logins,
});

const session = (accessKeyId: string, issuedAt: number): SessionRecord => ({
  accessKeyId,
  secretAccessKey: "s",
  sessionToken: "t",
  accountId: ACCOUNT,
  poolId: "p",
  identityId: "i",
  roleArn: "arn",
  authenticationMethods: ["authenticated"],
  principalTags: new Map([["a", "b"]]),
  issuedAt,
  expiresAt: issuedAt + 3_600_000,
});

const ALL = { after: "", limit: 1000, hideDisabled: false };

/** Both stores have the same behavior. The one in a folder is opened again before each check. */
const stores: [
  string,
  () => Promise<{ change: (change: (store: Store) => void | Promise<void>) => Promise<Store> }>,
][] = [
  [
    "in memory",
    async () => {
      const store = await openStore({ ...OWNER, dataFolder: undefined, syncData: false });
      return {
        change: async (change) => {
          await change(store);
          await store.settled();
          return store;
        },
      };
    },
  ],
  [
    "in a folder",
    async () => {
      const folder = temporaryFolder();
      let store = await openFolder(folder);
      return {
        change: async (change) => {
          await change(store);
          await store.settled();
          await store.close();
          store = await openFolder(folder);
          return store;
        },
      };
    },
  ],
];

describe.each(stores)("a store %s", (_name, open) => {
  test("returns exactly what was stored", async () => {
    const { change } = await open();
    const store = await change((store) => {
      store.putPool(pool("a"));
      store.putIdentities(identity("i", "a", google("\u0000 \ud83d\ude00 \udc00")));
      store.putIdentities({ ...identity("j", "a"), disabled: true, parentId: "i" });
      store.putSession(session("KEY", 0));
    });
    expect(store.pool("a")).toEqual(pool("a"));
    expect(store.identity("i")).toEqual(identity("i", "a", google("\u0000 \ud83d\ude00 \udc00")));
    expect(store.identityOfLogin("a", google("\u0000 \ud83d\ude00 \udc00"))?.id).toBe("i");
    expect(store.identity("j")).toEqual({ ...identity("j", "a"), disabled: true, parentId: "i" });
    expect(store.session("KEY")).toEqual(session("KEY", 0));
    expect(store.pool("b")).toBeUndefined();
  });

  test("lists in ascending order of IDs, and continues where a page ended", async () => {
    const { change } = await open();
    const names = Array.from({ length: 120 }, (_, index) => `i${1000 + index}`);
    let store = await change((store) => {
      store.putPool(pool("a"));
      for (const name of [...names].reverse()) store.putIdentities(identity(name, "a"));
      store.putIdentities(identity("i1003", "a", google("x")));
    });
    const page = await store.identities("a", { ...ALL, limit: 7 });
    expect(page.items.map(({ id }) => id)).toEqual(names.slice(0, 7));
    store = await change((store) => store.deleteIdentities("i1006", "i1007", "i1002"));
    const rest = await store.identities("a", { ...ALL, after: page.next ?? "" });
    expect(rest.items.map(({ id }) => id)).toEqual(names.slice(8));
  });

  test("continues a page after an ID that was deleted", async () => {
    const { change } = await open();
    let store = await change((store) => {
      store.putPool(pool("a"));
      store.putIdentities(identity("i1", "a"), identity("i2", "a"), identity("i3", "a"));
    });
    const page = await store.identities("a", { ...ALL, limit: 2 });
    expect(page.next).toBe("i2");
    await change((store) => store.deleteIdentities("i2", "i3"));
    store = await change((store) => store.putIdentities(identity("i4", "a")));
    expect((await store.identities("a", { ...ALL, after: "i2" })).items.map(({ id }) => id)).toEqual(["i4"]);
    await change((store) => store.deletePool("a"));
    store = await change((store) => store.putPool(pool("b")));
    expect((await store.pools(ACCOUNT, { after: "a", limit: 9 })).items.map(({ id }) => id)).toEqual(["b"]);
  });

  test("moves logins in a single change", async () => {
    const { change } = await open();
    await change((store) => {
      store.putPool(pool("a"));
      store.putIdentities(identity("i", "a", google("1")), identity("j", "a", google("2")));
    });
    const store = await change((store) =>
      store.putIdentities(identity("i", "a", google("1"), google("2")), {
        ...identity("j", "a"),
        disabled: true,
        parentId: "i",
      }),
    );
    expect(store.identityOfLogin("a", google("2"))?.id).toBe("i");
    const visible = await store.identities("a", { ...ALL, hideDisabled: true });
    expect(visible.items.map(({ id }) => id)).toEqual(["i"]);
  });

  test("deletes a pool's identities with it, and no others", async () => {
    const { change } = await open();
    await change((store) => {
      store.putPool(pool("a"));
      store.putPool(pool("b"));
      store.putIdentities(identity("i", "a", google("1")), identity("j", "b", google("1")));
    });
    const store = await change((store) => store.deletePool("a"));
    expect(store.identity("i")).toBeUndefined();
    expect(store.identityOfLogin("a", google("1"))).toBeUndefined();
    expect(store.identityOfLogin("b", google("1"))?.id).toBe("j");
    expect(store.countPools(ACCOUNT)).toBe(1);
  });

  test("deletes sessions an hour after they expire", async () => {
    const { change } = await open();
    await change((store) => store.putSession(session("OLD", 0)));
    await change((store) => store.putSession(session("LATER", 1_000)));
    const store = await change((store) => store.putSession(session("NEW", 7_200_000)));
    expect(["OLD", "LATER", "NEW"].map((key) => store.session(key)?.accessKeyId)).toEqual([undefined, "LATER", "NEW"]);
  });

  test("is empty after it was cleared, except for the signing key", async () => {
    const { change } = await open();
    const key = Object.fromEntries(["kty", "n", "e", "d", "p", "q", "dp", "dq", "qi"].map((name) => [name, "RSA"]));
    await change((store) => {
      store.putPool(pool("a"));
      store.putIdentities(identity("i", "a", google("1")));
      store.putSession(session("KEY", 0));
      store.putSigningKey(key);
    });
    const store = await change((store) => store.replace(async () => {}));
    expect(await entriesOf(store)).toEqual([{ kind: "signingKey", record: key }]);
  });

  test("can be replaced as a whole, or not at all", async () => {
    const { change } = await open();
    const before = await change((store) => {
      store.putPool(pool("a"));
      store.putIdentities(identity("i", "a", google("1")));
    });
    const entries = await entriesOf(before);
    await expect(
      change((store) =>
        store.replace((draft) =>
          fillDraft(draft, of(...entries, { kind: "identity", record: identity("k", "a", google("1")) })),
        ),
      ),
    ).rejects.toThrow("identities i and k have the same login");
    expect(await entriesOf(before)).toEqual(entries);
    const store = await change((store) =>
      store.replace((draft) => fillDraft(draft, of({ kind: "pool", record: pool("b") }))),
    );
    expect(store.identity("i")).toBeUndefined();
    expect((await store.pools(ACCOUNT, { after: "", limit: 1 })).items).toEqual([pool("b")]);
  });

  test("continues unchanged while it is being replaced, and keeps nothing of a replacement that fails", async () => {
    const { change } = await open();
    const store = await change(async (store) => {
      store.putPool(pool("a"));
      store.putIdentities(identity("i", "a", google("1")));
      const replacing = store.replace(async (draft) => {
        draft.putPool(pool("a", "draft"));
        draft.putIdentities(identity("i", "a", google("2")), identity("j", "a"));
        await draft.written();
        expect(store.pool("a")?.settings.IdentityPoolName).toBe("a");
        expect(store.identityOfLogin("a", google("2"))).toBeUndefined();
        store.putIdentities(identity("k", "a"));
        throw new Error("no room");
      });
      await expect(replacing).rejects.toThrow("no room");
    });
    expect((await store.identities("a", ALL)).items.map(({ id }) => id)).toEqual(["i", "k"]);
    expect(store.identityOfLogin("a", google("1"))?.id).toBe("i");
  });

  test("adds a pool with all of its identities in a single change", async () => {
    const { change } = await open();
    const many = Array.from({ length: 1_200 }, (_, index) => identity(`i${1000 + index}`, "a", google(String(index))));
    const store = await change(async (store) => {
      const failing = store.addPool(
        pool("a"),
        (async function* () {
          for (const [index, one] of many.entries()) {
            if (index === 1_100) throw new Error("cut off");
            yield one;
          }
        })(),
      );
      await expect(failing).rejects.toThrow("cut off");
      expect([store.pool("a"), store.identity("i1000"), store.countPools(ACCOUNT)]).toEqual([undefined, undefined, 0]);
      await store.settled();
      await store.addPool(pool("a"), of(...many));
    });
    expect((await store.identities("a", { ...ALL, limit: 2_000 })).items).toEqual(many);
    expect(store.identityOfLogin("a", google("1199"))?.id).toBe("i2199");
    expect(store.countPools(ACCOUNT)).toBe(1);
  });

  test("provides a view of its state at the time when the view was opened, whatever changes meanwhile", async () => {
    const { change } = await open();
    const store = await change((store) => {
      store.putPool(pool("a"));
      store.putPool(pool("b"));
      store.putIdentities(identity("i", "a"), identity("j", "a"), identity("k", "b"));
    });
    const before = await entriesOf(store);
    expect(before).toHaveLength(5);
    store.putIdentities(identity("l", "a"));
    const entries = store.list((lists) => lists.entries());
    const seen = [(await entries.next()).value];
    store.deletePool("a");
    store.putIdentities(identity("m", "b"));
    await store.settled();
    seen.push(...(await allOf(entries)));
    expect(seen).toHaveLength(6);
    expect(seen.filter((entry) => entry?.kind === "identity").map(({ record }) => "id" in record && record.id)).toEqual(
      ["i", "j", "l", "k"],
    );
  });
});

async function* of<Item>(...items: Item[]): AsyncGenerator<Item> {
  yield* items;
}

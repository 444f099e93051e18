import { spawnSync } from "node:child_process";
import { ClassicLevel } from "classic-level";
import { expect, test } from "vitest";
import type { CognitoIdentityService, Snapshot } from "../../../src/local/index.js";
import { MemoryDatabase } from "../../../src/local/state/MemoryDatabase.js";
import { openMemoryStore } from "../../../src/local/state/openStore.js";
import { Store } from "../../../src/local/state/Store.js";
import { createPool, GOOGLE, loginToken, ok, refused, startService } from "../harness.js";
import { bundledProgram } from "./childService.js";
import { allOf, entriesOf, OWNER, openFolder, temporaryFolder } from "./folders.js";

const POOL = "us-east-1:00000000-0000-4000-8000-00000000000a";
const OTHER = "us-east-1:00000000-0000-4000-8000-00000000000b";
const MANY = 5_000;

const poolRecord = (id: string) => ({
  id,
  accountId: OWNER.accountId,
  settings: {
    IdentityPoolName: "pool",
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: new Map([[GOOGLE, "google-client"]]),
  },
  tags: new Map<string, string>(),
});
const identityId = (poolId: string, index: number): string =>
  `us-east-1:0000000${poolId.at(-1)}-0000-c000-0000-${String(index).padStart(12, "0")}`;
const identityRecord = (poolId: string, index: number) => ({
  id: identityId(poolId, index),
  poolId,
  createdAt: 0,
  modifiedAt: 0,
  logins: [{ kind: "public", provider: GOOGLE, subject: `user ${index}` } as const],
});

function fill(store: Store, poolId: string, count: number): void {
  store.putPool(poolRecord(poolId));
  for (let index = 0; index < count; index++) {
    store.putIdentities(identityRecord(poolId, index));
  }
}

/** A turn of the event loop, in which the service can handle requests. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The contents of a service with pools of many identities. */
const snapshotOf = (...pools: string[]): Snapshot => ({
  ...{ format: "cognito-identity-client local service", version: 2, ...OWNER },
  pools: pools.map((id) => plain(poolRecord(id))),
  identities: pools.flatMap((id) => Array.from({ length: MANY }, (_, index) => identityRecord(id, index))),
  sessions: [],
});

const plain = (record: object): unknown =>
  JSON.parse(JSON.stringify(record, (_, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value)));

async function expectGone(service: CognitoIdentityService, poolId: string): Promise<void> {
  const { code } = await refused(service, "DescribeIdentityPool", { IdentityPoolId: poolId });
  expect(code).toBe("ResourceNotFoundException");
  for (const index of [0, 1, MANY / 2, MANY - 1]) {
    const IdentityId = identityId(poolId, index);
    for (const operation of ["DescribeIdentity", "GetOpenIdToken", "GetCredentialsForIdentity"]) {
      expect((await refused(service, operation, { IdentityId })).code, operation).toBe("ResourceNotFoundException");
    }
    const Logins = { [GOOGLE]: await loginToken(GOOGLE, { sub: `user ${index}` }) };
    expect((await refused(service, "GetId", { IdentityPoolId: poolId, Logins })).code).toBe(
      "ResourceNotFoundException",
    );
  }
  expect((await refused(service, "ListIdentities", { IdentityPoolId: poolId, MaxResults: 60 })).code).toBe(
    "ResourceNotFoundException",
  );
  // Identities that do not exist count as deleted.
  const IdentityIdsToDelete = [identityId(poolId, 3)];
  expect(await ok(service, "DeleteIdentities", { IdentityIdsToDelete })).toEqual({ UnprocessedIdentityIds: [] });
  const left = (await service.snapshot()).identities as { poolId: string }[];
  expect(left.filter((identity) => identity.poolId === poolId)).toEqual([]);
}

test("identities are deleted in slices, with other requests in between, and none is visible meanwhile", async () => {
  const slices = [0];
  const database = new (class extends MemoryDatabase {
    override set(key: string, value: string | null): void {
      slices[0] = (slices[0] ?? 0) + 1;
      super.set(key, value);
    }
    override written(): Promise<void> {
      slices.unshift(0);
      return super.written();
    }
  })();
  const store = await Store.open(database);
  fill(store, POOL, MANY);
  fill(store, OTHER, 10);
  await store.settled();
  slices.splice(0, slices.length, 0);
  store.deletePool(POOL);
  await store.written();
  expect(await keysIn(database)).toContain("!unused/1/1");
  let looks = 0;
  for (let isSettled = false; !isSettled; looks++) {
    void store.settled().then(() => {
      isSettled = true;
    });
    expect((await entriesOf(store)).filter(({ kind }) => kind === "identity")).toHaveLength(10);
    expect(store.identity(identityId(POOL, MANY - 1))).toBe(undefined);
    expect(store.identityOfLogin(POOL, { kind: "public", provider: GOOGLE, subject: "user 7" })).toBe(undefined);
    expect(store.identity(identityId(OTHER, 1))?.poolId).toBe(OTHER);
    await turn();
  }
  expect(looks).toBeGreaterThan(5);
  // An identity has three keys.
  expect(slices.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(3 * MANY);
  expect(Math.max(...slices)).toBeLessThanOrEqual(MANY / 4);
  expect((await keysIn(database)).filter(isOfPool)).toEqual([]);
});

test("if deleting a pool is undone because it can't be written, its identities remain", async () => {
  const before = new Map<string, string | undefined>();
  const database = new (class extends MemoryDatabase {
    override set(key: string, value: string | null): void {
      before.set(key, before.get(key) ?? this.get(key));
      super.set(key, value);
    }
  })();
  const store = await Store.open(database);
  fill(store, POOL, 3);
  await store.settled();
  before.clear();
  store.deletePool(POOL);
  for (const [key, value = null] of new Map(before)) {
    database.set(key, value);
  }
  await store.settled();
  expect(store.identity(identityId(POOL, 0))?.poolId).toBe(POOL);
});

test("a pool that is created again with the same ID keeps its new identities", async () => {
  const store = await openMemoryStore();
  fill(store, POOL, MANY);
  await store.written();
  store.deletePool(POOL);
  await turn();
  fill(store, POOL, 3);
  await store.settled();
  const identities = (await entriesOf(store)).filter((entry) => entry.kind === "identity");
  expect(identities.map(({ record }) => record.id)).toEqual([0, 1, 2].map((index) => identityId(POOL, index)));
});

test("reset and restore while identities are being deleted", async () => {
  const service = await startService({ dataFolder: temporaryFolder() });
  const snapshot = snapshotOf(POOL, OTHER);
  for (const again of [() => service.reset(), () => service.restore(snapshot)]) {
    await service.restore(snapshot);
    await ok(service, "DeleteIdentityPool", { IdentityPoolId: POOL });
    await again();
    await createPool(service);
  }
  expect((await service.snapshot()).identities).toHaveLength(2 * MANY);
});

test("a pool is deleted for all callers as soon as one gets the response", async () => {
  const service = await startService();
  await service.restore(snapshotOf(POOL, OTHER));
  await ok(service, "DescribeIdentity", { IdentityId: identityId(POOL, 1) });
  await ok(service, "DeleteIdentityPool", { IdentityPoolId: POOL });
  await expectGone(service, POOL);
  await ok(service, "DescribeIdentity", { IdentityId: identityId(OTHER, 1) });
});

test("a process that is killed between two slices continues after the next start, and nothing of the pool reappears", async () => {
  const dataFolder = temporaryFolder();
  const store = await openFolder(dataFolder);
  for (const id of [POOL, OTHER]) fill(store, id, MANY);
  await store.close();

  const { path, env } = await bundledProgram("deletePoolProgram.ts");
  const child = spawnSync(process.execPath, [path, dataFolder, POOL], { env, encoding: "utf8" });
  expect([child.signal, child.stderr]).toEqual(["SIGKILL", ""]);

  const before = await keysInFolder(dataFolder);
  expect(before.filter((key) => key === "!unused/1/1")).toHaveLength(1);
  expect(before.filter((key) => key.startsWith("1/i/1/")).length).toBeGreaterThan(0);

  const service = await startService({ dataFolder });
  await expectGone(service, POOL);
  await ok(service, "DescribeIdentity", { IdentityId: identityId(OTHER, 1) });
  // If it ends immediately, the next one continues.
  await service.close();
  const again = await openFolder(dataFolder);
  await again.settled();
  await again.close();
  const after = await keysInFolder(dataFolder);
  expect(after.filter(isOfPool)).toEqual([]);
  expect(after.filter((key) => key.startsWith("1/i/2/"))).toHaveLength(MANY);
});

const isOfPool = (key: string): boolean => /^(?:!unused|1\/[il])\/1\b/.test(key) || key.includes(POOL);

async function keysInFolder(dataFolder: string): Promise<string[]> {
  const level = new ClassicLevel(`${dataFolder}/level`);
  const keys = await level.keys().all();
  await level.close();
  return keys;
}

async function keysIn(database: MemoryDatabase): Promise<string[]> {
  const snapshot = await database.snapshot();
  return (await allOf(snapshot.range({ gte: "", lt: "~" }))).map(([key]) => key);
}

import { spawnSync } from "node:child_process";
import { ClassicLevel } from "classic-level";
import { expect, test } from "vitest";
import type { CognitoIdentityService, Snapshot } from "../../../src/local/index.js";
import type { Entry, Journal } from "../../../src/local/state/Entry.js";
import { MemoryStore } from "../../../src/local/state/MemoryStore.js";
import { createPool, GOOGLE, loginToken, ok, refused, startService } from "../harness.js";
import { bundledProgram } from "./childService.js";
import { OWNER, openFolder, temporaryFolder } from "./folders.js";

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

function fill(store: MemoryStore, poolId: string, count: number): void {
  store.putPool(poolRecord(poolId));
  for (let index = 0; index < count; index++) {
    store.putIdentities(identityRecord(poolId, index));
  }
}

/** A turn of the event loop, in which requests would be served. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What a service with two pools of many identities holds. */
function snapshotOf(...pools: string[]): Snapshot {
  const store = new MemoryStore();
  for (const id of pools) fill(store, id, MANY);
  const encoded = [...store.entries()];
  const of = (kind: "pool" | "identity") =>
    encoded.flatMap((entry) =>
      entry.kind === kind ? [{ position: entry.position, record: plain(entry.record) }] : [],
    );
  return {
    format: "cognito-identity-client local service",
    version: 1,
    ...OWNER,
    pools: of("pool"),
    identities: of("identity"),
    sessions: [],
    lists: encoded.flatMap((entry) =>
      entry.kind === "lastPosition" ? [{ name: entry.list, lastPosition: entry.position }] : [],
    ),
  };
}

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
  // What does not exist counts as deleted.
  const IdentityIdsToDelete = [identityId(poolId, 3)];
  expect(await ok(service, "DeleteIdentities", { IdentityIdsToDelete })).toEqual({ UnprocessedIdentityIds: [] });
  const left = service.snapshot().identities as { record: { poolId: string } }[];
  expect(left.filter(({ record }) => record.poolId === poolId)).toEqual([]);
}

test("identities are deleted in slices, between which other requests are served, and none is visible meanwhile", async () => {
  let turns = 0;
  const deletedInTurn = new Map<number, number>();
  const marks: string[] = [];
  const note = (what: string, entry: Entry): void => {
    if (entry.kind === "deletedPool") marks.push(`${what} ${entry.poolId}`);
    if (entry.kind === "identity" && what === "delete") deletedInTurn.set(turns, (deletedInTurn.get(turns) ?? 0) + 1);
  };
  const journal: Journal = {
    put: (entry) => note("put", entry),
    delete: (entry) => note("delete", entry),
    flushed: async () => {},
  };
  const store = new MemoryStore(journal);
  fill(store, POOL, MANY);
  fill(store, OTHER, 10);
  store.deletePool(POOL);
  expect([marks, deletedInTurn.size]).toEqual([[`put ${POOL}`], 0]);
  const ends = `delete ${POOL}`;
  for (; !marks.includes(ends) && turns < MANY; turns++) {
    expect([...store.entries()].filter(({ kind }) => kind === "identity")).toHaveLength(10);
    expect(store.identity(identityId(POOL, MANY - 1))).toBe(undefined);
    expect(store.identityOfLogin(POOL, { kind: "public", provider: GOOGLE, subject: "user 7" })).toBe(undefined);
    expect(store.identity(identityId(OTHER, 1))?.poolId).toBe(OTHER);
    await turn();
  }
  const counts = [...deletedInTurn.values()];
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(MANY);
  // Several turns, and in none of them more than a small part.
  expect(counts.length).toBeGreaterThan(5);
  expect(Math.max(...counts)).toBeLessThanOrEqual(MANY / 10);
  expect(marks).toEqual([`put ${POOL}`, ends]);
});

test("a pool that comes back under the same id keeps its new identities", async () => {
  const store = new MemoryStore();
  fill(store, POOL, MANY);
  store.deletePool(POOL);
  await turn();
  fill(store, POOL, 3);
  for (let turns = 0; turns < 50; turns++) await turn();
  expect([...store.entries()].flatMap((entry) => (entry.kind === "identity" ? [entry.record.id] : []))).toEqual(
    [0, 1, 2].map((index) => identityId(POOL, index)),
  );
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
  for (let turns = 0; turns < 50; turns++) await turn();
  expect(service.snapshot().identities).toHaveLength(2 * MANY);
});

test("a pool is deleted for every caller as soon as one is told so", async () => {
  const service = await startService();
  await service.restore(snapshotOf(POOL, OTHER));
  await ok(service, "DescribeIdentity", { IdentityId: identityId(POOL, 1) });
  await ok(service, "DeleteIdentityPool", { IdentityPoolId: POOL });
  await expectGone(service, POOL);
  await ok(service, "DescribeIdentity", { IdentityId: identityId(OTHER, 1) });
});

test("a process that is killed between two slices goes on after its next start, and nothing of the pool comes back", async () => {
  const dataFolder = temporaryFolder();
  const opened = await openFolder(dataFolder);
  for (const id of [POOL, OTHER]) fill(opened.store as MemoryStore, id, MANY);
  await opened.flushed();
  await opened.close();

  const { path, env } = await bundledProgram("deletePoolProgram.ts");
  const child = spawnSync(process.execPath, [path, dataFolder, POOL], { env, encoding: "utf8" });
  expect([child.signal, child.stderr]).toEqual(["SIGKILL", ""]);

  const before = await keysIn(dataFolder);
  expect(before.filter((key) => key === `deletedPool/${POOL}`)).toHaveLength(1);
  expect(before.filter((key) => key.startsWith(`identity/${POOL}/`)).length).toBeGreaterThan(0);

  const service = await startService({ dataFolder });
  await expectGone(service, POOL);
  await ok(service, "DescribeIdentity", { IdentityId: identityId(OTHER, 1) });
  // Ended at once, it leaves the rest to the next one.
  await service.close();
  const again = await openFolder(dataFolder);
  for (let turns = 0; turns < 100; turns++) {
    await again.flushed();
    await turn();
  }
  await again.close();
  const after = await keysIn(dataFolder);
  expect(after.filter((key) => key.includes(POOL))).toEqual([]);
  expect(after.filter((key) => key.startsWith(`identity/${OTHER}/`))).toHaveLength(MANY);
});

async function keysIn(dataFolder: string): Promise<string[]> {
  const level = new ClassicLevel(`${dataFolder}/level`, { compression: false });
  const keys = await level.keys().all();
  await level.close();
  return keys;
}

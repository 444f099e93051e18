import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ClassicLevel } from "classic-level";
import { expect, test } from "vitest";
import { DiskDatabase } from "../../../src/local/state/DiskDatabase.js";
import { Store } from "../../../src/local/state/Store.js";
import { until } from "../../turns.js";
import { temporaryFolder } from "./folders.js";

interface Disk {
  full: boolean;
  /** Batches wait for it. */
  hold?: Promise<void>;
  /** The number of batches that have started. */
  batches: number;
}

/** A database on a disk that can be full. */
async function openOnDisk(): Promise<{ database: DiskDatabase; disk: Disk }> {
  const disk: Disk = { full: false, batches: 0 };
  class Level extends ClassicLevel {}
  Level.prototype.batch = async function (this: Level, ...parameters: unknown[]) {
    const { full } = disk;
    disk.batches++;
    await disk.hold;
    if (full) {
      throw new Error("disk full");
    }
    await (ClassicLevel.prototype.batch as (...parameters: unknown[]) => Promise<void>).apply(this, parameters);
  } as typeof ClassicLevel.prototype.batch;
  const database = await DiskDatabase.open({ location: join(temporaryFolder(), "level"), Level, sync: false });
  return { database, disk };
}

test("a database accepts changes again after a batch failed while the next one was waiting for it", async () => {
  const { database, disk } = await openOnDisk();
  let release = (): void => {};
  disk.full = true;
  disk.hold = new Promise((resolve) => {
    release = resolve;
  });
  database.set("one", "1");
  const first = database.written();
  // This change waits for the next batch.
  await until(() => disk.batches === 1);
  database.set("two", "2");
  release();
  await expect(first).rejects.toThrow("disk full");
  expect([database.get("one"), database.get("two")]).toEqual([undefined, undefined]);
  expect(() => database.set("three", "3")).toThrow("disk full");

  disk.full = false;
  await expect.poll(() => refusalOf(database)).toBe("none");
  database.set("four", "4");
  await database.written();
  expect(database.get("four")).toBe("4");
  await database.close();
});

test("a request that read changes that were then undone is rejected", async () => {
  const { database, disk } = await openOnDisk();
  disk.full = true;
  const written = await database.begin();
  database.set("one", "1");
  const failed = database.written();
  expect(database.get("one")).toBe("1");
  await expect(failed).rejects.toThrow("disk full");
  await expect(written()).rejects.toThrow("disk full");
  // A request that starts now only reads.
  await (await database.begin())();
  await database.close();
});

test("a large change is undone completely if a part of it failed while the disk was full for a moment", async () => {
  const { database, disk } = await openOnDisk();
  const store = await Store.open(database);
  const record = { settings: { IdentityPoolName: "a", AllowUnauthenticatedIdentities: true }, tags: new Map() };
  const identity = { createdAt: 0, modifiedAt: 0, logins: [] };
  const identities = async function* (poolId: string) {
    disk.full = true;
    yield { id: `first-${poolId}`, poolId, ...identity };
    await expect.poll(() => refusalOf(database)).toContain("disk full");
    disk.full = false;
    await expect.poll(() => refusalOf(database), { timeout: 5_000 }).toBe("none");
    yield { id: `second-${poolId}`, poolId, ...identity };
  };
  const pool = (id: string) => ({ id, accountId: "1", ...record });
  await expect(store.addPool(pool("a"), identities("a"))).rejects.toThrow("cannot store changes: disk full");
  await store.settled();
  await expect(store.replace((draft) => draft.addPool(pool("b"), identities("b")))).rejects.toThrow("cannot store");
  expect([store.pool("a"), store.pool("b")]).toEqual([undefined, undefined]);
  await store.settled();
  const snapshot = await database.snapshot();
  const keys: string[] = [];
  for await (const [key] of snapshot.range({ gte: "", lt: "~" })) {
    keys.push(key);
  }
  await snapshot.close();
  expect(keys.filter((key) => /first|second/.test(key))).toEqual([]);
  await store.close();
});

/** Why the database does not accept changes. */
function refusalOf(database: DiskDatabase): string {
  try {
    database.set("probe", null);
    return "none";
  } catch (error) {
    return (error as Error).message;
  }
}

test("a closed database has nothing in its log, which the next start would have to read", async () => {
  const location = join(temporaryFolder(), "level");
  const database = await DiskDatabase.open({ location, Level: ClassicLevel, sync: false });
  database.set("one", "1");
  await database.close();
  const logs = readdirSync(location).filter((name) => name.endsWith(".log"));
  expect(logs.map((name) => statSync(join(location, name)).size)).toEqual([0]);
  const again = await DiskDatabase.open({ location, Level: ClassicLevel, sync: false });
  expect([again.get("one"), again.isEmpty]).toEqual(["1", false]);
  await again.close();
});

test("closing stops a deletion in the background, and the next start finishes it", async () => {
  const location = join(temporaryFolder(), "level");
  const options = { location, Level: ClassicLevel, sync: false };
  const store = await Store.open(await DiskDatabase.open(options));
  const settings = { IdentityPoolName: "a", AllowUnauthenticatedIdentities: true };
  store.putPool({ id: "a", accountId: "1", settings, tags: new Map() });
  for (let index = 0; index < 2_000; index++) {
    store.putIdentities({ id: `i${index}`, poolId: "a", createdAt: 0, modifiedAt: 0, logins: [] });
  }
  await store.written();
  store.deletePool("a");
  await new Promise((resolve) => setImmediate(resolve));
  await store.close();
  const level = new ClassicLevel(location);
  const left = (await level.keys({ gte: "1/i/", lt: "1/i0" }).all()).length;
  await level.close();
  expect(left).toBeGreaterThan(0);

  const again = await Store.open(await DiskDatabase.open(options));
  await again.settled();
  await again.close();
  expect(await new ClassicLevel(location).keys({ gte: "1/i/", lt: "1/i0" }).all()).toEqual([]);
});

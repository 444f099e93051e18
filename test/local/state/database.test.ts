import { expect, test } from "vitest";
import { Database, type Medium } from "../../../src/local/state/Database.js";
import type { Level } from "../../../src/local/state/Level.js";
import { MemoryLevel } from "../../../src/local/state/MemoryLevel.js";
import { until } from "../../turns.js";

interface Disk {
  full: boolean;
  /** Batches wait for it. */
  hold?: Promise<void>;
  /** How many batches have begun. */
  batches: number;
}

/** A database on a disk that can be full. */
async function openOnDisk(): Promise<{ database: Database; disk: Disk }> {
  const disk: Disk = { full: false, batches: 0 };
  const level = new MemoryLevel();
  const onDisk = new Proxy(level, {
    get(target, name) {
      if (name === "batch") {
        return async (...parameters: Parameters<typeof target.batch>) => {
          const { full } = disk;
          disk.batches++;
          await disk.hold;
          if (full) {
            throw new Error("disk full");
          }
          await (target.batch as (...parameters: unknown[]) => Promise<void>)(...parameters);
        };
      }
      if (name === "close") {
        return async () => {};
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  }) as unknown as Level;
  const medium: Medium = {
    sync: false,
    open: async () => onDisk,
    failed: (cause) => cause as Error,
    hasRoom: async () => !disk.full,
  };
  return { database: await Database.open(medium), disk };
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
  await expect
    .poll(() => {
      try {
        database.set("four", "4");
        return "taken";
      } catch (error) {
        return (error as Error).message;
      }
    })
    .toBe("taken");
  await database.written();
  expect(database.get("four")).toBe("4");
  await database.close();
});

test("the number of the last batch counts only batches that were written", async () => {
  const { database, disk } = await openOnDisk();
  database.set("one", "1");
  await database.written();
  expect(database.sequence).toBe(1);
  disk.full = true;
  database.set("two", "2");
  await expect(database.written()).rejects.toThrow("disk full");
  expect(database.sequence).toBe(1);
  await database.close();
});

test("closing stops a deletion in the background, writes what it has deleted, and doesn't finish it", async () => {
  const { database } = await openOnDisk();
  for (let key = 0; key < 2_000; key++) {
    database.set(`key${String(key).padStart(4, "0")}`, "x");
  }
  await database.written();
  const deletion = database.deleteRange({ gte: "key", lt: "kez" });
  deletion.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  const { sequence } = database;
  await database.close();
  await expect(deletion).rejects.toThrow("The service is closed");
  expect(database.sequence).toBeGreaterThanOrEqual(sequence);
});

import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ClassicLevel } from "classic-level";
import { describe, expect, test } from "vitest";
import { DataFolderError } from "../../../src/local/index.js";
import { openStore } from "../../../src/local/state/openStore.js";
import { contentsOf, copyOf, entriesOf, OWNER, openFolder, temporaryFolder } from "./folders.js";

const POOL = "us-east-1:0";

/** A store with a table, and with changes that are only in the log, in many batches. */
async function makeStore(identities: number): Promise<{ folder: string; killed: string; entries: unknown[] }> {
  const folder = temporaryFolder();
  const fill = async (from: number, to: number): Promise<void> => {
    for (let index = from; index < to; index++) {
      const login = { kind: "public", provider: "accounts.google.com", subject: `subject ${index}` } as const;
      store.putIdentities({ id: `i${index}`, poolId: POOL, createdAt: index, modifiedAt: index, logins: [login] });
      if (index % 10 === 0) await store.written();
    }
    await store.written();
  };
  let store = await openFolder(folder);
  store.putPool({
    id: POOL,
    accountId: OWNER.accountId,
    settings: { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true },
    tags: new Map(),
  });
  await fill(0, identities);
  await store.close();
  store = await openFolder(folder);
  await fill(identities, identities + 1_000);
  const entries = await entriesOf(store);
  // As after a killed process.
  const killed = copyOf(folder);
  await store.close();
  return { folder, killed, entries };
}

/** The result of opening a folder: the state, or the error. */
async function open(folder: string): Promise<unknown[] | string> {
  try {
    const store = await openStore({ ...OWNER, dataFolder: folder, syncData: false });
    try {
      return await entriesOf(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    expect(error).toBeInstanceOf(DataFolderError);
    return (error as Error).message;
  }
}

const fileOf = (folder: string, kind: RegExp): string => {
  const name = readdirSync(join(folder, "level")).find((name) => kind.test(name));
  return join(folder, "level", name ?? "none");
};

describe("a damaged store is reported", () => {
  test.each([
    ["a table", /\.ldb$/],
    ["the manifest", /^MANIFEST/],
    ["CURRENT", /^CURRENT$/],
  ])("if %s is missing or empty", async (_what, kind) => {
    const { folder } = await makeStore(100);
    const missing = copyOf(folder);
    rmSync(fileOf(missing, kind));
    expect(await open(missing)).toMatch(/is damaged: .* Replace it with an intact copy, or name another folder\.$/);
    const empty = copyOf(folder);
    truncateSync(fileOf(empty, kind), 0);
    expect(await open(empty)).toMatch(/is damaged: /);
  });

  test("if changes in the middle of the log are damaged, which LevelDB skips silently", async () => {
    const { killed } = await makeStore(100);
    const log = fileOf(killed, /\.log$/);
    const bytes = readFileSync(log);
    expect(bytes.length).toBeGreaterThan(100_000);
    bytes[50_000] = (bytes[50_000] ?? 0) ^ 1;
    writeFileSync(log, bytes);
    expect(await open(killed)).toMatch(/is damaged: .*change \d+ of \d+ is missing/);
  });

  test("if its first entry is missing", async () => {
    const { folder } = await makeStore(10);
    const level = new ClassicLevel(join(folder, "level"));
    await level.del("!label");
    await level.close();
    expect(await open(folder)).toMatch(/is damaged: its first entry is missing/);
  });
});

test("the log of a closed service contains nothing that could be lost", async () => {
  const { folder, entries } = await makeStore(100);
  rmSync(fileOf(folder, /\.log$/));
  expect(await open(folder)).toEqual(entries);
});

test("a missing end of a killed service's log costs only the last changes, and leaves an earlier consistent state", async () => {
  const { killed, entries } = await makeStore(100);
  const log = fileOf(killed, /\.log$/);
  truncateSync(log, Math.floor(readFileSync(log).length * 0.9));
  const found = await open(killed);
  expect(found.length).toBeLessThan(entries.length);
  expect(found.length).toBeGreaterThan(0.8 * entries.length);
  const known = new Set(entries.map((entry) => JSON.stringify(entry)));
  expect((found as unknown[]).filter((entry) => !known.has(JSON.stringify(entry)))).toEqual([]);
});

test("if any byte of the log is changed, nothing after it is used without what came before", async () => {
  const { killed, entries } = await makeStore(0);
  const name = fileOf(killed, /\.log$/).slice(killed.length);
  const texts = entries.map((entry) => JSON.stringify(entry));
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  let refused = 0;
  for (let round = 0; round < 60; round++) {
    const copy = copyOf(killed);
    const bytes = readFileSync(join(copy, name));
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    writeFileSync(join(copy, name), bytes);
    const found = await open(copy);
    if (typeof found === "string") {
      expect(found, `byte ${at}`).toMatch(/is damaged: /);
      refused++;
    } else {
      // The identities were added in numerical order.
      const numbers = found.map((entry) => Number(JSON.stringify(entry).match(/"id":"i(\d+)"/)?.[1] ?? -1));
      expect(Math.max(...numbers), `byte ${at}`).toBe(found.length - 2);
      expect(found.every((entry) => texts.includes(JSON.stringify(entry)))).toBe(true);
    }
    rmSync(copy, { recursive: true });
  }
  expect(refused).toBeGreaterThan(30);
});

test("a folder that is not a store of this service is rejected and left unchanged", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "notes.txt"), "mine");
  const before = contentsOf(folder);
  expect(await open(folder)).toMatch(/holds other files/);
  expect(contentsOf(folder)).toEqual(before);
});

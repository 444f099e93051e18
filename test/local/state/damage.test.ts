import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DataFolderError } from "../../../src/local/index.js";
import { openStore } from "../../../src/local/state/openStore.js";
import { allOf, contentsOf, copyOf, OWNER, openFolder, temporaryFolder } from "./folders.js";

const POOL = "us-east-1:0";

/** A store with a table and with changes that stand in the log only, in many batches. */
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
  let { store, close } = await openFolder(folder);
  store.putPool({
    id: POOL,
    accountId: OWNER.accountId,
    settings: { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true },
    tags: new Map(),
  });
  await fill(0, identities);
  await close();
  ({ store, close } = await openFolder(folder));
  await fill(identities, identities + 1_000);
  const entries = await allOf(store.entries());
  // As a killed process leaves it.
  const killed = copyOf(folder);
  await close();
  return { folder, killed, entries };
}

/** What comes of opening a folder: the state, or the refusal. */
async function open(folder: string): Promise<unknown[] | string> {
  try {
    const { store, close } = await openStore({ ...OWNER, dataFolder: folder, syncData: false });
    try {
      return await allOf(store.entries());
    } finally {
      await close();
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

  test("if the log of a closed service is missing or truncated", async () => {
    const { folder } = await makeStore(100);
    const missing = copyOf(folder);
    rmSync(fileOf(missing, /\.log$/));
    expect(await open(missing)).toMatch(/is damaged: .*the last \d+ of \d+ changes are missing/);
    const cut = copyOf(folder);
    const log = fileOf(cut, /\.log$/);
    truncateSync(log, readFileSync(log).length - 1);
    expect(await open(cut)).toMatch(/is damaged: .*the last 1 of \d+ changes are missing/);
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

  test("if store.json is missing or damaged, or the state is", async () => {
    const { folder } = await makeStore(10);
    const label = join(folder, "store.json");
    const text = readFileSync(label, "utf8");
    rmSync(label);
    expect(await open(folder)).toMatch(/is damaged: .*store\.json is missing/);
    writeFileSync(label, text.slice(0, -5));
    expect(await open(folder)).toMatch(/is damaged: .*store\.json is not JSON/);
    writeFileSync(label, text);
    rmSync(join(folder, "level"), { recursive: true });
    expect(await open(folder)).toMatch(/is damaged: /);
  });
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
  const { folder } = await makeStore(0);
  const name = fileOf(folder, /\.log$/).slice(folder.length);
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 60; round++) {
    const copy = copyOf(folder);
    const bytes = readFileSync(join(copy, name));
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    writeFileSync(join(copy, name), bytes);
    expect(await open(copy), `byte ${at}`).toMatch(/is damaged: /);
    rmSync(copy, { recursive: true });
  }
});

test("a folder that is not a store of this service is rejected and left unchanged", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "notes.txt"), "mine");
  const before = contentsOf(folder);
  expect(await open(folder)).toMatch(/holds other files/);
  expect(contentsOf(folder)).toEqual(before);
});

import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DataFolderError } from "../../../src/local/index.js";
import { openStore } from "../../../src/local/state/openStore.js";
import { contentsOf, copyOf, OWNER, openFolder, temporaryFolder } from "./folders.js";

const POOL = "us-east-1:0";

/** A store with tables of several levels and with changes that stand in the log only, as a killed process leaves it. */
async function makeStore(identities: number): Promise<{ folder: string; entries: unknown[] }> {
  const folder = temporaryFolder();
  const fill = async (from: number, to: number): Promise<unknown[]> => {
    const { store, flushed } = opened;
    for (let index = from; index < to; index++) {
      const login = { kind: "public", provider: "accounts.google.com", subject: `subject ${index}` } as const;
      store.putIdentities({ id: `i${index}`, poolId: POOL, createdAt: index, modifiedAt: index, logins: [login] });
      if (index % 10 === 0) await flushed();
    }
    await flushed();
    return [...store.entries()];
  };
  let opened = await openFolder(folder);
  opened.store.putPool({
    id: POOL,
    accountId: OWNER.accountId,
    settings: { IdentityPoolName: "pool", AllowUnauthenticatedIdentities: true },
    tags: new Map(),
  });
  await fill(0, identities);
  await opened.close();
  opened = await openFolder(folder);
  const entries = await fill(identities, identities + 200);
  const copy = copyOf(folder);
  await opened.close();
  return { folder: copy, entries };
}

/** What comes of opening a folder: the state, or the refusal. */
async function open(folder: string): Promise<unknown[] | string> {
  try {
    const { store, close } = await openStore({ ...OWNER, dataFolder: folder, syncData: false });
    const entries = [...store.entries()];
    await close();
    return entries;
  } catch (error) {
    expect(error).toBeInstanceOf(DataFolderError);
    return (error as Error).message;
  }
}

async function expectRefusal(folder: string, message: RegExp): Promise<void> {
  const before = contentsOf(folder);
  expect(await open(folder)).toMatch(message);
  expect(contentsOf(folder)).toEqual(before);
}

const fileOf = (folder: string, kind: RegExp): string => {
  const name = readdirSync(join(folder, "level")).find((name) => kind.test(name));
  return join(folder, "level", name ?? "none");
};

describe("a damaged store is reported and left as it is", () => {
  test.each([
    ["the log", /\.log$/],
    ["a table", /\.ldb$/],
    ["the manifest", /^MANIFEST/],
    ["CURRENT", /^CURRENT$/],
  ])("when %s is missing, cut off, or has a flipped byte", async (_what, kind) => {
    const { folder } = await makeStore(100);
    const missing = copyOf(folder);
    rmSync(fileOf(missing, kind));
    await expectRefusal(missing, /is damaged: .*(is missing|are missing from its log)/);
    const cut = copyOf(folder);
    truncateSync(fileOf(cut, kind), Math.floor(readFileSync(fileOf(cut, kind)).length / 2));
    await expectRefusal(cut, /is damaged: .*Nothing in it was changed\.$/);
    const flipped = copyOf(folder);
    const file = fileOf(flipped, kind);
    const bytes = readFileSync(file);
    bytes[9] = (bytes[9] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expectRefusal(flipped, /is damaged: .*(wrong checksum|is missing|does not name)/);
  });

  test("when the files beside it are missing or damaged", async () => {
    const { folder } = await makeStore(10);
    for (const [name, message] of [
      ["acknowledged", /acknowledged is missing/],
      ["store.json", /no store\.json, so it is not a store of this service, or a damaged one/],
    ] as const) {
      const missing = copyOf(folder);
      rmSync(join(missing, name));
      await expectRefusal(missing, message);
      const flipped = copyOf(folder);
      const text = readFileSync(join(flipped, name), "utf8");
      writeFileSync(join(flipped, name), text.replace(/[0e]/, "1"));
      await expectRefusal(flipped, /wrong checksum|something else|is damaged/);
    }
    const empty = copyOf(folder);
    rmSync(join(empty, "level"), { recursive: true });
    await expectRefusal(empty, /CURRENT is missing/);
  });

  test("when the last acknowledged change is missing", async () => {
    const { folder } = await makeStore(10);
    const log = fileOf(folder, /\.log$/);
    truncateSync(log, readFileSync(log).length - 1);
    await expectRefusal(folder, /the last \d+ of 211 changes are missing from its log/);
  });

  test("when what is in it contradicts itself, or is not known", async () => {
    const folder = temporaryFolder();
    const { store, flushed, close } = await openFolder(folder);
    store.putIdentities({ id: "i", poolId: "none", createdAt: 0, modifiedAt: 0, logins: [] });
    await flushed();
    await close();
    expect(await open(folder)).toMatch(/is damaged: \/: there is no identity pool none for identity i\./);
  });

  test("wherever a byte is flipped or the rest of a file cut off: nothing is ever lost in silence", async () => {
    const { folder, entries } = await makeStore(300);
    const files = Object.keys(contentsOf(folder));
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    let refused = 0;
    for (let round = 0; round < 240; round++) {
      const copy = copyOf(folder);
      const path = join(copy, files[round % files.length] ?? "");
      const bytes = readFileSync(path);
      if (bytes.length === 0) continue;
      const at = random(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      writeFileSync(path, round % 3 === 0 ? bytes.subarray(0, at) : bytes);
      const before = contentsOf(copy);
      const outcome = await open(copy);
      if (typeof outcome === "string") {
        refused++;
        expect(contentsOf(copy), `${path}, byte ${at}`).toEqual(before);
      } else {
        expect(outcome, `${path}, byte ${at}`).toEqual(entries);
      }
      rmSync(copy, { recursive: true });
    }
    // Hardly any byte is one that does not matter.
    expect(refused).toBeGreaterThan(180);
  });
});

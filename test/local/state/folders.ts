import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStore } from "../../../src/local/state/openStore.js";
import type { Entry } from "../../../src/local/state/records.js";
import type { Store } from "../../../src/local/state/Store.js";

export const OWNER = { region: "us-east-1", accountId: "000000000000" };

/** A folder that is deleted after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cognito-identity-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), "copy");
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** The store of a folder; it ends with the test. */
export async function openFolder(dataFolder: string): Promise<Store> {
  const store = await openStore({ ...OWNER, dataFolder, syncData: false });
  onTestFinished(() => store.close().catch(() => {}));
  return store;
}

export const entriesOf = (store: Store): Promise<Entry[]> => allOf(store.list((lists) => lists.entries()));

/** All items. */
export async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** LevelDB's info log and its lock file, which contain no data. */
const WITHOUT_DATA = new Set(["level/LOG", "level/LOG.old", "level/LOCK"]);

/** Every file with data, with its contents. */
export function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !WITHOUT_DATA.has(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), "base64")]));
}

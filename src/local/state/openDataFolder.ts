import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ClassicLevel } from "classic-level";
import { ServiceFault } from "../base/ServiceFault.js";
import { warn } from "../base/warn.js";
import { Database, type Medium } from "./Database.js";
import { DataFolderError } from "./DataFolderError.js";
import { diskProblem } from "./diskProblem.js";
import type { Level } from "./Level.js";
import { type Label, LEVEL_FOLDER, type Owner, readLabel, writeLabel } from "./label.js";
import { makePrivate } from "./makePrivate.js";
import { positionedEntries } from "./positionedEntries.js";
import { StateError } from "./StateError.js";
import { type OpenStore, Store } from "./Store.js";

// A data folder contains:
//   store.json   its label: format, version, Region, account
//   level/       the state itself, in LevelDB

/**
 * Folders in use by this process. LevelDB's lock works only between processes: opening the folder again in the same process would succeed,
 * and release the lock.
 */
const inUse: Set<string> = sharedByAllCopies("cognito-identity-client/local: data folders in use");

/**
 * Opens a persistent store, or creates one in an empty folder.
 *
 * @param sync whether each change waits for the disk, so that it also survives a power failure
 * @throws DataFolderError for a folder that is in use, is not such a store, or is damaged
 */
export async function openDataFolder(path: string, owner: Owner, sync: boolean): Promise<OpenStore> {
  const folder = existingFolder(path);
  if (inUse.has(folder)) {
    throw new DataFolderError(folder, "is in use by another service of this process.");
  }
  inUse.add(folder);
  try {
    const { store, database } = await open(folder, owner, sync);
    const close = async (): Promise<void> => {
      try {
        await store.close();
        noteEnd(folder, owner, database.sequence);
      } finally {
        inUse.delete(folder);
      }
    };
    return { store, close };
  } catch (error) {
    inUse.delete(folder);
    throw error instanceof DataFolderError ? error : (unusable(folder, error) ?? error);
  }
}

/** From the number of the last change, the next start determines whether the end of the log is missing. */
function noteEnd(folder: string, owner: Owner, sequence: number): void {
  try {
    writeLabel(folder, owner, sequence);
    makePrivate(folder);
  } catch {
    // On a full disk, the number from the last start remains.
  }
}

async function open(folder: string, owner: Owner, sync: boolean): Promise<{ store: Store; database: Database }> {
  const label = readLabel(folder, owner);
  const Level = await loadLevel();
  let database: Database | undefined;
  try {
    database = await Database.open(mediumOf(folder, sync, Level, label));
    checkLabel(label, database.sequence);
    const from = database;
    const store = await Store.open(database, (draft) => draft.fill(positionedEntries(from)));
    writeLabel(folder, owner, database.sequence);
    // Present in format version 1.
    rmSync(join(folder, "acknowledged"), { force: true });
    makePrivate(folder);
    return { store, database };
  } catch (cause) {
    await database?.close();
    throw cause instanceof StateError ? damaged(folder, cause.message, cause) : (levelProblem(folder, cause) ?? cause);
  }
}

/** @throws StateError if changes are missing that existed when the folder was last opened or closed */
function checkLabel(label: Label | undefined, sequence: number): void {
  if (label === undefined && sequence > 0) {
    throw new StateError("", "its store.json is missing");
  }
  if (label !== undefined && sequence < label.sequence) {
    throw new StateError("", `the last ${label.sequence - sequence} of ${label.sequence} changes are missing`);
  }
}

function mediumOf(folder: string, sync: boolean, Level: typeof ClassicLevel, label: Label | undefined): Medium {
  const location = join(folder, LEVEL_FOLDER);
  return {
    sync,
    open: () => openLevel(new Level(location), folder, label === undefined),
    failed(cause) {
      const problem = diskProblem(cause) ?? (cause instanceof Error ? cause.message : String(cause));
      warn(
        `The state cannot be written to ${location}: ${problem}. Acknowledged changes are safe. Changes are refused until it can be written again`,
        cause,
      );
      return new ServiceFault(
        "InternalErrorException",
        `The local Cognito Identity service cannot store changes: ${problem}.`,
      );
    },
    async hasRoom() {
      const file = join(folder, "room.new");
      try {
        // When opening, LevelDB writes the contents of its log again.
        const logs = readdirSync(location).filter((name) => name.endsWith(".log"));
        const bytes = logs.reduce((sum, name) => sum + statSync(join(location, name)).size, ROOM_BYTES);
        await writeFile(file, Buffer.alloc(bytes));
        return true;
      } catch {
        return false;
      } finally {
        await rm(file, { force: true }).catch(() => {});
      }
    },
  };
}

/** Space for some changes. */
const ROOM_BYTES = 256 * 1024;

async function openLevel(level: ClassicLevel, folder: string, createIfMissing: boolean): Promise<Level> {
  try {
    await level.open({ createIfMissing });
    return level;
  } catch (cause) {
    throw levelProblem(folder, cause) ?? cause;
  }
}

/** The error for an error of LevelDB; undefined for other errors. */
function levelProblem(folder: string, error: unknown): DataFolderError | undefined {
  if (!(error instanceof Error && String(Reflect.get(error, "code")).startsWith("LEVEL_"))) {
    return undefined;
  }
  // The error of `open` has the reason as its cause.
  const { code, message } = (error.cause ?? error) as { readonly code?: string; readonly message?: string };
  return code === "LEVEL_LOCKED"
    ? new DataFolderError(folder, "is in use by another process. Stop that process, or name another folder.", error)
    : (unusable(folder, error) ?? damaged(folder, `LevelDB says "${message}"`, error));
}

async function loadLevel(): Promise<typeof ClassicLevel> {
  let loaded: typeof import("classic-level");
  try {
    loaded = await import("classic-level");
  } catch (cause) {
    const isMissing = cause instanceof Error && /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(Reflect.get(cause, "code")));
    // If an installed package does not load, the cause is its native code: reinstalling it would not help.
    const message = isMissing
      ? "A data folder needs the package classic-level beside this one: run `npm install classic-level@3`."
      : `A data folder needs the package classic-level, which cannot be loaded: ${String(cause)}`;
    throw new Error(message, { cause });
  }
  if (typeof loaded.ClassicLevel.prototype.getSync !== "function") {
    throw new Error("A data folder needs version 3 of the package classic-level: run `npm install classic-level@3`.");
  }
  return loaded.ClassicLevel;
}

function existingFolder(path: string): string {
  try {
    createFolder(resolve(path));
    // One name per folder, because the same folder could otherwise be opened twice.
    return realpathSync(path);
  } catch (cause) {
    throw unusable(path, cause) ?? new DataFolderError(path, `cannot be created: ${(cause as Error).message}`, cause);
  }
}

/**
 * Creates a folder and those above it one by one. `mkdirSync` with `recursive` never returns on some file systems that
 * create no folders, and hides why it failed on read-only ones.
 */
function createFolder(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) {
    return;
  }
  const parent = dirname(path);
  if (!existsSync(parent)) {
    createFolder(parent);
  }
  // For the owner only: the folder contains keys, including the one that signs tokens.
  mkdirSync(path, { mode: 0o700 });
}

/** The error for a disk that is full, read-only, or not accessible; undefined for other errors. */
function unusable(folder: string, cause: unknown): DataFolderError | undefined {
  const problem = diskProblem(cause);
  return problem === undefined
    ? undefined
    : new DataFolderError(folder, `cannot be used: ${problem}. Its contents are not damaged.`, cause);
}

const damaged = (folder: string, problem: string, cause: unknown): DataFolderError =>
  new DataFolderError(folder, `is damaged: ${problem}. Replace it with an intact copy, or name another folder.`, cause);

function sharedByAllCopies(name: string): Set<string> {
  const shared = globalThis as unknown as Record<symbol, Set<string> | undefined>;
  const set = shared[Symbol.for(name)] ?? new Set<string>();
  shared[Symbol.for(name)] = set;
  return set;
}

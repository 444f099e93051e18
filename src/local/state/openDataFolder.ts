import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ClassicLevel } from "classic-level";
import { isObject } from "../base/json.js";
import { messageOf } from "../base/messageOf.js";
import { warn } from "../base/warn.js";
import { DataFolderError, dataFolderError } from "./DataFolderError.js";
import { DiskDatabase } from "./DiskDatabase.js";
import { parsed } from "./recordChecks.js";
import type { Owner } from "./records.js";
import { StateError } from "./StateError.js";
import { Store } from "./Store.js";
import { LABEL } from "./storedForm.js";

/** The database. A data folder contains nothing else. */
const LEVEL_FOLDER = "level";

/** Increment this if an older service could not read, or would misread, the data of a newer one. */
const FORMAT_VERSION = 3;

/**
 * Folders in use by this process. LevelDB's lock is the process's: with a second copy of `classic-level` in it, opening the folder again
 * would succeed, and closing it would release the lock.
 */
const inUse: Set<string> = sharedByAllCopies("cognito-identity-client/local: data folders in use");

/**
 * Opens a persistent store, or creates one in an empty folder.
 *
 * @param sync whether each change waits for the disk, so that it also survives a power failure
 * @throws DataFolderError for a folder that is in use, is not such a store, or is damaged
 */
export async function openDataFolder(path: string, owner: Owner, sync: boolean): Promise<Store> {
  const folder = existingFolder(path);
  if (inUse.has(folder)) {
    throw new DataFolderError(folder, "is in use by another service of this process.");
  }
  inUse.add(folder);
  const release = (): void => {
    inUse.delete(folder);
    makePrivate(folder);
  };
  try {
    checkFiles(folder);
    const location = join(folder, LEVEL_FOLDER);
    const database = await DiskDatabase.open({ location, Level: await loadLevel(), sync, onClose: release });
    try {
      await checkLabel(folder, database, owner);
      makePrivate(folder);
      return await Store.open(database);
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    inUse.delete(folder);
    throw dataFolderError(folder, error);
  }
}

function checkFiles(folder: string): void {
  const others = readdirSync(folder).filter((name) => name !== LEVEL_FOLDER && !name.endsWith(".new"));
  if (others.length > 0) {
    const shown = others.slice(0, 3).join(", ") + (others.length > 3 ? ", …" : "");
    throw new DataFolderError(
      folder,
      `holds other files (${shown}), so it is not a store of this service. Name a new or an empty folder.`,
    );
  }
}

/** Checks the first entry, which says whose state it is. A new database gets it. */
async function checkLabel(folder: string, database: DiskDatabase, owner: Owner): Promise<void> {
  const text = database.get(LABEL);
  if (text === undefined) {
    if (!database.isEmpty) {
      throw new StateError("", "its first entry is missing");
    }
    database.set(LABEL, JSON.stringify({ version: FORMAT_VERSION, ...owner }));
    await database.written();
    return;
  }
  const label = parsed(text, LABEL);
  if (!isObject(label)) {
    throw new StateError(`/${LABEL}`, "must be an object");
  }
  if (label.version !== FORMAT_VERSION) {
    throw otherFormat(folder, `format version ${label.version}`);
  }
  for (const [name, what] of [
    ["region", "region"],
    ["accountId", "account"],
  ] as const) {
    if (label[name] !== owner[name]) {
      throw new DataFolderError(
        folder,
        `holds the state of ${what} ${label[name]}, and the service is started for ${owner[name]}. Start it with \`${name}\` ${label[name]}, or name another folder.`,
      );
    }
  }
}

const otherFormat = (folder: string, format: string): DataFolderError =>
  new DataFolderError(
    folder,
    `has ${format}; this service reads format version ${FORMAT_VERSION}. To keep the state, start the version of cognito-identity-client that wrote it, call \`snapshot()\`, and pass the result to \`restore()\` of this version with another folder.`,
  );

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
    const error = dataFolderError(path, cause);
    throw error === cause ? new DataFolderError(path, `cannot be created: ${messageOf(cause)}`, cause) : error;
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
  mkdirSync(path, { mode: OWNER_ONLY_FOLDER });
}

function sharedByAllCopies(name: string): Set<string> {
  const set: Set<string> = Reflect.get(globalThis, Symbol.for(name)) ?? new Set();
  Reflect.set(globalThis, Symbol.for(name), set);
  return set;
}

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
const OTHERS = 0o077;

/**
 * Restricts a data folder to its owner, whatever its permissions were, because it contains keys, including the one that signs tokens.
 *
 * LevelDB later creates files with the default permissions of the process. The folder keeps them private, and their permissions are changed
 * when the folder is next opened or closed.
 */
function makePrivate(folder: string): void {
  // Windows does not have these permissions, and the folder may have been deleted.
  if (process.platform === "win32" || !existsSync(folder)) {
    return;
  }
  for (const name of ["", ...readdirSync(folder, { encoding: "utf8", recursive: true })]) {
    const path = join(folder, name);
    try {
      // LevelDB deletes files meanwhile.
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats !== undefined && (stats.mode & OTHERS) !== 0 && !stats.isSymbolicLink()) {
        chmodSync(path, stats.isDirectory() ? OWNER_ONLY_FOLDER : OWNER_ONLY_FILE);
      }
    } catch (cause) {
      // This is a file of another owner, or on a file system without permissions.
      warn(
        `Other users of this machine can read ${path}, which holds keys, and its permissions cannot be changed`,
        cause,
      );
    }
  }
}

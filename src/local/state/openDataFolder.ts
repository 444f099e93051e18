import { existsSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ClassicLevel, OpenOptions } from "classic-level";
import { Acknowledged } from "./Acknowledged.js";
import { StateError } from "./codec.js";
import { DataFolderError } from "./DataFolderError.js";
import { diskProblem } from "./diskProblem.js";
import type { Entry } from "./Entry.js";
import { LevelJournal } from "./LevelJournal.js";
import { beginLabel, completeLabel, type Owner, stateOf } from "./label.js";
import { Damage } from "./leveldb/Damage.js";
import { lastSequenceIn } from "./leveldb/inspect.js";
import { MemoryStore } from "./MemoryStore.js";
import { makePrivate } from "./makePrivate.js";
import type { OpenStore } from "./Store.js";
import { entryOf } from "./storedForm.js";

// A data folder holds:
//   store.json     what it is: format, version, region, account
//   acknowledged   the number of the last change that anybody was told of
//   level/         the state itself, in LevelDB

const acknowledgedFile = (folder: string): string => join(folder, "acknowledged");
const levelFolder = (folder: string): string => join(folder, "level");

/**
 * Folders in use by this process. LevelDB's own lock is between processes: that of one and the same process it would not only
 * pass over, but lift.
 */
const inUse: Set<string> = sharedByAllCopies("cognito-identity-client/local: data folders in use");

/**
 * Opens a store that outlives the process, or makes a new one where nothing is yet.
 *
 * @param sync whether each change waits for the disk, so that it outlives the machine, too
 * @throws DataFolderError for a folder that is in use, is not such a store, or is damaged; it is left as it is
 */
export async function openDataFolder(path: string, owner: Owner, sync: boolean): Promise<OpenStore> {
  const folder = existingFolder(path);
  if (inUse.has(folder)) throw new DataFolderError(folder, "is in use by another service of this process.");
  inUse.add(folder);
  try {
    const store = await (stateOf(folder, owner) === "complete" ? open(folder, sync) : create(folder, owner, sync));
    makePrivate(folder);
    const close = async (): Promise<void> => {
      try {
        await store.close();
        makePrivate(folder);
      } finally {
        inUse.delete(folder);
      }
    };
    return { ...store, close };
  } catch (error) {
    inUse.delete(folder);
    throw error instanceof DataFolderError ? error : (unusable(folder, error) ?? error);
  }
}

/**
 * Until the label says that the store is complete, nothing is written to it: what a killed process left behind is used again.
 *
 * @throws DataFolderError when there is something in it all the same, such as in a copy with an older label
 */
async function create(folder: string, owner: Owner, sync: boolean): Promise<OpenStore> {
  const Level = await loadLevel();
  if (holdsData(folder)) {
    if (stateOf(folder, owner) === "complete") {
      return open(folder, sync);
    }
    throw new DataFolderError(
      folder,
      "holds data, and its store.json says that it was never completed. Put a copy that is whole in its place, or name another folder. Nothing in it was changed.",
    );
  }
  beginLabel(folder, owner);
  const level = await openLevel(Level, folder, { createIfMissing: true });
  if (stateOf(folder, owner) === "complete") {
    // Another process was faster, and has ended again.
    await level.close();
    return open(folder, sync);
  }
  Acknowledged.create(acknowledgedFile(folder));
  completeLabel(folder, owner);
  return over(level, folder, 0, [], sync);
}

/** A LevelDB that was only just made has no table, and its log is empty. */
function holdsData(folder: string): boolean {
  const level = levelFolder(folder);
  const names = existsSync(level) ? readdirSync(level) : [];
  return names.some(
    (name) => /\.(?:ldb|sst)$/.test(name) || (name.endsWith(".log") && statSync(join(level, name)).size > 0),
  );
}

async function open(folder: string, sync: boolean): Promise<OpenStore> {
  const Level = await loadLevel();
  const { sequence, acknowledged } = await check(Level, folder);
  const level = await openLevel(Level, folder, { createIfMissing: false });
  try {
    if (Acknowledged.read(acknowledgedFile(folder)) !== acknowledged) {
      // Another process had the folder between the check and now.
      await level.close();
      return open(folder, sync);
    }
    const entries: Entry[] = [];
    for await (const [key, value] of level.iterator()) entries.push(entryOf(key, value));
    return over(level, folder, sequence, entries, sync);
  } catch (cause) {
    await level.close();
    throw cause instanceof StateError ? damaged(folder, cause.message, cause) : cause;
  }
}

function over(level: ClassicLevel, folder: string, sequence: number, entries: Entry[], sync: boolean): OpenStore {
  const acknowledged = new Acknowledged(acknowledgedFile(folder));
  const journal = new LevelJournal(level, acknowledged, sequence, sync);
  const store = new MemoryStore(journal);
  store.load(entries);
  const close = (): Promise<void> => {
    store.stop();
    return journal.close();
  };
  return { store, flushed: () => journal.flushed(), close };
}

/** Checks all files before anybody who could change them comes near. */
async function check(Level: typeof ClassicLevel, folder: string): Promise<{ sequence: number; acknowledged: number }> {
  try {
    const acknowledged = Acknowledged.read(acknowledgedFile(folder));
    const sequence = await lastSequenceIn(levelFolder(folder));
    if (sequence < acknowledged) {
      throw new Damage(`the last ${acknowledged - sequence} of ${acknowledged} changes are missing from its log`);
    }
    return { sequence, acknowledged };
  } catch (cause) {
    if (!(cause instanceof Damage)) throw cause;
    // Files that another process is just writing may look damaged.
    await checkNotLocked(Level, folder);
    throw damaged(folder, cause.message, cause);
  }
}

async function checkNotLocked(Level: typeof ClassicLevel, folder: string): Promise<void> {
  const level = new Level(levelFolder(folder));
  try {
    // With these options LevelDB takes its lock and then gives up, whether there is a store or not.
    await level.open({ createIfMissing: false, errorIfExists: true });
    await level.close();
  } catch (cause) {
    if (isLocked(cause)) throw inUseElsewhere(folder, cause);
  }
}

async function openLevel(Level: typeof ClassicLevel, folder: string, options: OpenOptions): Promise<ClassicLevel> {
  // Without compression all blocks can be checked before LevelDB reads them.
  const level = new Level(levelFolder(folder), { compression: false });
  try {
    await level.open(options);
    return level;
  } catch (cause) {
    if (isLocked(cause)) throw inUseElsewhere(folder, cause);
    throw (
      unusable(folder, cause) ??
      damaged(folder, `LevelDB says "${String((causeOf(cause) as Error | undefined)?.message)}"`, cause)
    );
  }
}

async function loadLevel(): Promise<typeof ClassicLevel> {
  try {
    return (await import("classic-level")).ClassicLevel;
  } catch (cause) {
    const isMissing = cause instanceof Error && /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(Reflect.get(cause, "code")));
    // What is installed and does not load is native code: installing it once more would not help.
    const message = isMissing
      ? "A data folder needs the package classic-level beside this one: run `npm install classic-level@3`."
      : `A data folder needs the package classic-level, which cannot be loaded: ${String(cause)}`;
    throw new Error(message, { cause });
  }
}

function existingFolder(path: string): string {
  try {
    // For its owner alone: keys are in it, that of our tokens among them.
    mkdirSync(path, { recursive: true, mode: 0o700 });
    // One name per folder, or the same folder could be opened twice.
    return realpathSync(path);
  } catch (cause) {
    throw (
      unusable(path, mkdirError(path, cause)) ??
      new DataFolderError(path, `cannot be made: ${(cause as Error).message}`, cause)
    );
  }
}

/** On a read-only file system, making a folder with all above it fails with ENOENT on some versions of Node.js. */
function mkdirError(path: string, cause: unknown): unknown {
  try {
    mkdirSync(path);
    return cause;
  } catch (precise) {
    return precise;
  }
}

const isLocked = (cause: unknown): boolean => {
  const reason = causeOf(cause);
  return typeof reason === "object" && reason !== null && "code" in reason && reason.code === "LEVEL_LOCKED";
};

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);

const inUseElsewhere = (folder: string, cause: unknown): DataFolderError =>
  new DataFolderError(folder, "is in use by another process. End that one, or name another folder.", cause);

/** The error for a disk that is full, read-only, or not accessible; nothing for all others. */
function unusable(folder: string, cause: unknown): DataFolderError | undefined {
  const problem = diskProblem(cause);
  return problem === undefined
    ? undefined
    : new DataFolderError(folder, `cannot be used: ${problem}. What is in it is not damaged.`, cause);
}

const damaged = (folder: string, problem: string, cause: unknown): DataFolderError =>
  new DataFolderError(
    folder,
    `is damaged: ${problem}. Put a copy that is whole in its place, or name another folder. Nothing in it was changed.`,
    cause,
  );

function sharedByAllCopies(name: string): Set<string> {
  const shared = globalThis as unknown as Record<symbol, Set<string> | undefined>;
  const set = shared[Symbol.for(name)] ?? new Set<string>();
  shared[Symbol.for(name)] = set;
  return set;
}

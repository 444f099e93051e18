import { existsSync, readdirSync, statSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay, setImmediate as turn } from "node:timers/promises";
import type { ClassicLevel } from "classic-level";
import { ServiceFault } from "../base/ServiceFault.js";
import { warn } from "../base/warn.js";
import { ClosedError } from "./ClosedError.js";
import type { Database, DatabaseSnapshot } from "./Database.js";
import { diskProblem } from "./DataFolderError.js";
import { StateError } from "./StateError.js";

/** Values by key; `null` if the key was deleted. */
type Changes = Map<string, string | null>;

export interface DiskDatabaseOptions {
  readonly location: string;
  /** The class of `classic-level`, which is loaded on demand. */
  readonly Level: new (
    location: string,
  ) => ClassicLevel;
  /** Whether each batch waits for the disk. */
  readonly sync: boolean;
  readonly onClose?: () => void;
}

/** How often a full disk is tried again. */
const RETRY_MS = 1_000;

/** Space for some changes. */
const ROOM_BYTES = 256 * 1024;

/**
 * A database in LevelDB.
 *
 * Changes are written one batch at a time, with those of all concurrent requests together. LevelDB shows a batch only after it is written;
 * until then, reads find its changes here. If a batch fails, its changes are undone.
 */
export class DiskDatabase implements Database {
  readonly #options: DiskDatabaseOptions;
  readonly #level: ClassicLevel;
  /** The number of the last batch that was written. */
  #batch = 0;
  /** Changes for the next batch. */
  #waiting: Changes = new Map();
  /** Changes in the batch that is being written. */
  #writing: Changes = new Map();
  /** Resolves when all changes so far are written. */
  #written: Promise<void> = Promise.resolve();
  /** Why changes were last undone. */
  #failure: Error | undefined;
  #refusesChanges = false;
  #reopened: Promise<void> = Promise.resolve();
  #isClosed = false;

  private constructor(options: DiskDatabaseOptions) {
    this.#options = options;
    this.#level = new options.Level(options.location);
  }

  /**
   * Opens a database, or creates it.
   *
   * @throws StateError if batches are missing
   */
  static async open(options: DiskDatabaseOptions): Promise<DiskDatabase> {
    const database = new DiskDatabase(options);
    await database.#open();
    return database;
  }

  /** Whether nothing was ever written. */
  get isEmpty(): boolean {
    return this.#batch === 0;
  }

  get(key: string): string | undefined {
    this.#checkOpen();
    const changed = (this.#waiting.has(key) ? this.#waiting : this.#writing).get(key);
    return changed === undefined ? this.#level.getSync(key) : (changed ?? undefined);
  }

  set(key: string, value: string | null): void {
    this.#checkOpen();
    if (this.#refusesChanges) {
      throw this.#failure;
    }
    if (this.#waiting.size === 0) {
      this.#written = this.#writeAfter(this.#written);
      // The requests that wait for the batch handle the error.
      this.#written.catch(() => {});
    }
    this.#waiting.set(key, value);
  }

  written(): Promise<void> {
    return this.#written;
  }

  async begin(): Promise<() => Promise<void>> {
    await this.#reopened;
    const before = this.#failure;
    return async () => {
      await this.#written;
      // Changes that the request made or read may have been undone before it ended.
      if (this.#failure !== before) {
        throw this.#failure;
      }
    };
  }

  async snapshot(): Promise<DatabaseSnapshot> {
    await this.#written.catch(() => {});
    const snapshot = this.#level.snapshot();
    return {
      get: (key) => this.#level.getSync(key, { snapshot }),
      range: (range) => this.#level.iterator({ ...range, snapshot }),
      close: () => snapshot.close(),
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#written.catch(() => {});
    await this.#reopened;
    try {
      // Compacting any range moves the log to a table. Reading a log takes most of the time of a start.
      await this.#level.compactRange("", "").catch(() => {});
      await this.#level.close();
    } finally {
      this.#options.onClose?.();
    }
  }

  #checkOpen(): void {
    if (this.#isClosed) {
      throw new ClosedError();
    }
  }

  async #open(): Promise<void> {
    const { location } = this.#options;
    // LevelDB would delete tables that have lost the other files of their database.
    const hasData = existsSync(location) && readdirSync(location).some((name) => /\.(?:ldb|log)$/.test(name));
    await this.#level.open({ createIfMissing: !hasData });
    try {
      this.#batch = await lastBatchIn(this.#level);
    } catch (error) {
      await this.#level.close();
      throw error;
    }
  }

  async #writeAfter(previous: Promise<void>): Promise<void> {
    // If it fails, these changes, which may depend on it, are undone as well.
    await previous;
    // One turn of the event loop, to include the changes of other requests.
    await turn();
    const batch = this.#batch + 1;
    this.#waiting.set(slotOf(batch), String(batch));
    this.#writing = this.#waiting;
    this.#waiting = new Map();
    try {
      await this.#level.batch([...this.#writing].map(operationOf), { sync: this.#options.sync });
      this.#batch = batch;
    } catch (cause) {
      throw this.#fail(cause);
    } finally {
      this.#writing = new Map();
    }
  }

  #fail(cause: unknown): Error {
    const problem = diskProblem(cause) ?? (cause instanceof Error ? cause.message : String(cause));
    warn(
      `The state cannot be written to ${this.#options.location}: ${problem}. Acknowledged changes are safe. Changes are refused until it can be written again`,
      cause,
    );
    const failure = new ServiceFault(
      "InternalErrorException",
      `The local Cognito Identity service cannot store changes: ${problem}.`,
    );
    this.#failure = failure;
    this.#refusesChanges = true;
    this.#waiting = new Map();
    this.#written = Promise.resolve();
    void this.#recover();
    return failure;
  }

  /**
   * LevelDB's log is in an unknown state after a failed write: later writes could be lost at the next start. The database is therefore
   * reopened. Until the disk has space, it remains open for reads.
   */
  async #recover(): Promise<void> {
    while (this.#refusesChanges && !this.#isClosed) {
      await delay(RETRY_MS, undefined, { ref: false });
      if ((await this.#hasRoom()) && !this.#isClosed) {
        this.#reopened = this.#reopen();
        await this.#reopened;
      }
    }
  }

  async #reopen(): Promise<void> {
    try {
      await this.#level.close();
      await this.#open();
      this.#refusesChanges = false;
    } catch {
      // The next attempt follows.
    }
  }

  async #hasRoom(): Promise<boolean> {
    const file = `${this.#options.location}.new`;
    try {
      // When opening, LevelDB writes the contents of its log again.
      const logs = readdirSync(this.#options.location).filter((name) => name.endsWith(".log"));
      const bytes = logs.reduce((sum, name) => sum + statSync(join(this.#options.location, name)).size, ROOM_BYTES);
      await writeFile(file, Buffer.alloc(bytes));
      return true;
    } catch {
      return false;
    } finally {
      await rm(file, { force: true }).catch(() => {});
    }
  }
}

const operationOf = ([key, value]: readonly [string, string | null]) =>
  value === null ? ({ type: "del", key } as const) : ({ type: "put", key, value } as const);

/**
 * Each batch writes its number to one of these slots in turn. A gap means that LevelDB has lost a batch, because it silently skips damaged
 * parts of its log. The log rarely contains more batches than this.
 */
const SLOTS = 8_192;

const slotOf = (batch: number): string => `!batch/${batch % SLOTS}`;

/**
 * The number of the last batch.
 *
 * @throws StateError if an earlier one is missing
 */
async function lastBatchIn(level: ClassicLevel): Promise<number> {
  // `0` is the character after `/`.
  const batches = new Set((await level.values({ gte: "!batch/", lt: "!batch0" }).all()).map(Number));
  const last = Math.max(0, ...batches);
  for (let batch = last; batch > Math.max(0, last - SLOTS); batch--) {
    if (!batches.has(batch)) {
      throw new StateError("", `change ${batch} of ${last} is missing`);
    }
  }
  return last;
}

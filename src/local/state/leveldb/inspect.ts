import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Damage } from "./Damage.js";
import { recordsOf } from "./logFile.js";
import { readManifest } from "./manifest.js";
import { checkTable } from "./tableFile.js";

/**
 * Checks the files of a LevelDB that was written without compression, and changes nothing.
 *
 * LevelDB itself does not do that: it passes over damaged or missing parts of its log in silence, and opening a store throws
 * away the log that it has made so little of.
 *
 * @returns the number of the last change that is in the store, counted from its beginning
 * @throws Damage that names the file
 */
export async function lastSequenceIn(folder: string): Promise<number> {
  const { tables, firstLog, previousLog, lastSequence } = await checked(
    folder,
    await currentManifest(folder),
    readManifest,
  );
  for (const [number, length] of tables) {
    await checked(folder, `${padded(number)}.ldb`, (table) => {
      if (table.length !== length) throw new Damage(`has ${table.length} bytes instead of ${length}`);
      checkTable(table);
    });
  }
  const logs = (await readdir(folder))
    .flatMap((name) => /^(\d+)\.log$/.exec(name)?.[1] ?? [])
    .filter((number) => Number(number) >= firstLog || Number(number) === previousLog)
    .sort((one, other) => Number(one) - Number(other));
  let next: number | undefined;
  for (const number of logs) {
    const expected = next;
    next = await checked(folder, `${number}.log`, (log) => nextSequence(log, expected, lastSequence));
  }
  return Math.max(lastSequence, (next ?? 0) - 1);
}

async function currentManifest(folder: string): Promise<string> {
  return checked(folder, "CURRENT", (file) => {
    const name = /^(MANIFEST-\d+)\n$/.exec(file.toString("latin1"))?.[1];
    if (name === undefined) throw new Damage("does not name a manifest");
    return name;
  });
}

/**
 * Walks through a log: each record is a batch of changes that begins with the number of its first change (8 bytes) and how many
 * it has (4).
 *
 * @param expected the number that the log must begin with; when not known, it must not be beyond `lastSequence + 1`
 */
function nextSequence(log: Buffer, expected: number | undefined, lastSequence: number): number | undefined {
  let next = expected;
  for (const batch of recordsOf(log)) {
    const first = Number(batch.readBigUInt64LE(0));
    if (next === undefined ? first > lastSequence + 1 : first !== next) {
      throw new Damage(`goes on with change ${first} where ${next ?? lastSequence + 1} should be`);
    }
    next = first + batch.readUInt32LE(8);
  }
  return next;
}

async function checked<Result>(folder: string, name: string, check: (file: Buffer) => Result): Promise<Result> {
  const path = join(folder, name);
  try {
    return check(await readFile(path));
  } catch (cause) {
    if (cause instanceof Damage || cause instanceof RangeError) throw new Damage(`${path} ${cause.message}`, { cause });
    if (isMissing(cause)) throw new Damage(`${path} is missing`, { cause });
    throw cause;
  }
}

const isMissing = (cause: unknown): boolean => cause instanceof Error && "code" in cause && cause.code === "ENOENT";

const padded = (number: number): string => String(number).padStart(6, "0");

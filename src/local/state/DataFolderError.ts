import { messageOf } from "../base/messageOf.js";
import { StateError } from "./StateError.js";

/** The data folder cannot be used in its present state. Nothing in it has been changed. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
  readonly folder: string;

  constructor(folder: string, problem: string, cause?: unknown) {
    super(`The data folder ${folder} ${problem}`, cause === undefined ? undefined : { cause });
    this.folder = folder;
  }
}

/** The error for an error of the disk or the database; other errors are returned unchanged. */
export function dataFolderError(folder: string, error: unknown): unknown {
  if (error instanceof DataFolderError) {
    return error;
  }
  // If LevelDB cannot be opened, the reason is the cause.
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (codeOf(cause) === "LEVEL_LOCKED") {
    return new DataFolderError(
      folder,
      "is in use by another process. Stop that process, or name another folder.",
      error,
    );
  }
  const problem = diskProblem(error);
  if (problem !== undefined) {
    return new DataFolderError(folder, `cannot be used: ${problem}. Its contents are not damaged.`, error);
  }
  if (error instanceof StateError || String(codeOf(error)).startsWith("LEVEL_")) {
    const damage = error instanceof StateError ? error.message : `LevelDB says "${messageOf(cause)}"`;
    const problem = `is damaged: ${damage}. Replace it with an intact copy, or name another folder.`;
    return new DataFolderError(folder, problem, error);
  }
  return error;
}

/**
 * What is wrong and what to do, by error code, and by the system's message, which LevelDB reports instead of the code. None of these errors
 * means damage.
 */
const PROBLEMS: readonly (readonly [code: string, message: string, problem: string])[] = [
  ["ENOSPC", "No space left on device", "the disk is full. Free some space on it"],
  ["EDQUOT", "Disk quota exceeded", "the quota of the disk is used up. Free some space on it"],
  ["EROFS", "Read-only file system", "the file system is read-only. Mount it for writing, or name another folder"],
  ["EACCES", "Permission denied", "this user may not access it. Change its permissions, or name another folder"],
  ["EPERM", "Operation not permitted", "this user may not access it. Change its permissions, or name another folder"],
  ["ENFILE", "Too many open files in system", "this machine has too many open files. Raise its limit"],
  ["EMFILE", "Too many open files", "this process has too many open files. Raise its limit"],
  ["EIO", "Input/output error", "the disk reports an error. Try again, and check the disk if it comes back"],
];

/** The problem that an error or one of its causes describes; undefined for other errors. */
export function diskProblem(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const code = codeOf(cause);
    const known = PROBLEMS.find((one) => one[0] === code) ?? PROBLEMS.find((one) => message.includes(one[1]));
    if (known !== undefined) {
      return known[2];
    }
  }
  return undefined;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

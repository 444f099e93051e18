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
    const code = "code" in cause ? cause.code : undefined;
    const known =
      PROBLEMS.find((problem) => problem[0] === code) ?? PROBLEMS.find((problem) => message.includes(problem[1]));
    if (known !== undefined) {
      return known[2];
    }
  }
  return undefined;
}

/** What is wrong with the disk or the right to use it, and what to do. None of these is damage. */
const PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Free some space on it",
  EDQUOT: "the quota of the disk is used up. Free some space on it",
  EROFS: "the file system is read-only. Mount it for writing, or name another folder",
  EACCES: "this user may not access it. Change its permissions, or name another folder",
  EPERM: "this user may not access it. Change its permissions, or name another folder",
  EMFILE: "this process has too many open files. Raise its limit",
  ENFILE: "this machine has too many open files. Raise its limit",
  EIO: "the disk reports an error. Try again, and check the disk if it comes back",
};

/** LevelDB gives the system's words in place of its codes. */
const SYSTEM_MESSAGES: readonly (readonly [message: string, code: string])[] = [
  ["No space left on device", "ENOSPC"],
  ["Disk quota exceeded", "EDQUOT"],
  ["Read-only file system", "EROFS"],
  ["Permission denied", "EACCES"],
  ["Operation not permitted", "EPERM"],
  ["Too many open files", "EMFILE"],
  ["Input/output error", "EIO"],
];

/** The problem that an error, or one of its causes, is about; nothing for an error of any other kind. */
export function diskProblem(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const code = "code" in cause ? String(cause.code) : "";
    const known = Object.hasOwn(PROBLEMS, code) ? code : SYSTEM_MESSAGES.find(([text]) => message.includes(text))?.[1];
    if (known !== undefined) {
      return PROBLEMS[known];
    }
  }
  return undefined;
}

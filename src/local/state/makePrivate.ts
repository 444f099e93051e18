import { chmodSync, existsSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { warn } from "../base/warn.js";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
const OTHERS = 0o077;

/**
 * Restricts a data folder to its owner, whatever its permissions were, because it contains keys, including the one that signs tokens.
 *
 * LevelDB later creates files with the default permissions of the process. The folder keeps them private, and their permissions are changed
 * when the folder is next opened or closed.
 */
export function makePrivate(folder: string): void {
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

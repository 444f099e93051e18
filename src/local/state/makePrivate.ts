import { chmodSync, readdirSync, statSync } from "node:fs";
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
  // Windows does not have these permissions.
  if (process.platform === "win32") {
    return;
  }
  setMode(folder, OWNER_ONLY_FOLDER);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      makePrivate(path);
    } else if (entry.isFile()) {
      setMode(path, OWNER_ONLY_FILE);
    }
  }
}

/** The mode of another owner's files, and on file systems without permissions, does not change. */
function setMode(path: string, mode: number): void {
  try {
    const present = statSync(path, { throwIfNoEntry: false })?.mode;
    if (present !== undefined && (present & OTHERS) !== 0) {
      chmodSync(path, mode);
    }
  } catch (cause) {
    warn(
      `Other users of this machine can read ${path}, which holds keys, and its permissions cannot be changed`,
      cause,
    );
  }
}

import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { warn } from "../base/warn.js";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
const OTHERS = 0o077;

/**
 * Keeps a data folder to its owner, whatever its permissions were: it holds keys, that of the tokens among them.
 *
 * LevelDB makes files of its own later on, with the permissions that the process gives to new files. The folder keeps them
 * private, and they are changed with the next opening or closing.
 */
export function makePrivate(folder: string): void {
  // Windows has no such permissions.
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

/** Of another owner's files, and on file systems without permissions, the mode stays as it is. */
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

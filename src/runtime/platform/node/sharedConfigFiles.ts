import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, sep } from "node:path";

/** The files that exist, because a client looks up about ten settings in the same files. */
const found = new Map<string, boolean>();

/** Whether there is a shared config file to read. A file that this process cannot access does not count. */
export function hasSharedConfigFiles(): boolean {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  return exists(AWS_CONFIG_FILE || "~/.aws/config") || exists(AWS_SHARED_CREDENTIALS_FILE || "~/.aws/credentials");
}

/**
 * The home directory according to the rules of AWS SDKs.
 *
 * Undefined for a user without one, such as a container's user that the system does not know.
 */
export function homeFolder(): string | undefined {
  const { HOME, USERPROFILE, HOMEPATH, HOMEDRIVE = `C:${sep}` } = process.env;
  return HOME || USERPROFILE || (HOMEPATH ? `${HOMEDRIVE}${HOMEPATH}` : valueOrUndefined(homedir));
}

/** Looked up once, as AWS's clients read each file once. */
function exists(path: string): boolean {
  const absolute = path.startsWith("~/") ? inHomeFolder(path.slice(2)) : path;
  if (absolute === undefined) {
    return false;
  }
  let isFound = found.get(absolute);
  if (isFound === undefined) {
    // Throws where the permission model of Node.js or Deno forbids access.
    isFound = valueOrUndefined(() => existsSync(absolute)) ?? false;
    found.set(absolute, isFound);
  }
  return isFound;
}

function inHomeFolder(path: string): string | undefined {
  const folder = homeFolder();
  return folder && join(folder, path);
}

/** AWS SDKs ignore a value that cannot be read, and use the next source. */
export function valueOrUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { dependenciesOf, type Manifest, ROOT } from "./project.js";

/** A package in the version from a lock file. */
export interface LockedPackage extends Manifest {
  integrity: string;
  hasInstallScript?: true;
}

type Entry = Omit<LockedPackage, "name"> & { name?: string };

/**
 * The packages with these names in a lock file of this project, and all of their dependencies.
 *
 * @param folder the lock file's folder, relative to the project's
 * @throws Error for a name that the lock file does not have
 */
export async function lockedPackages(folder: string, names: readonly string[]): Promise<LockedPackage[]> {
  const lock = JSON.parse(await readFile(join(ROOT, folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, Entry>;
  };
  const found = new Map<string, LockedPackage>();
  const visit = (name: string, from: string, isRequired: boolean): void => {
    const path = resolve(lock.packages, name, from);
    const entry = path === undefined ? undefined : lock.packages[path];
    if (path === undefined || entry === undefined) {
      if (isRequired) throw new Error(`${folder}/package-lock.json has no ${name}, which ${from || "a test"} needs.`);
      return;
    }
    if (found.has(path)) return;
    // The entry of an alias contains the package's real name; in other entries, it is only in the path.
    found.set(path, { ...entry, name: entry.name ?? name });
    for (const dependency of dependenciesOf(entry)) {
      visit(dependency, path, entry.optionalDependencies?.[dependency] === undefined);
    }
  };
  for (const name of names) visit(name, "", true);
  return [...found.values()];
}

/** The place where Node.js finds a package from `from`: its own node_modules, or else those above. */
function resolve(packages: Record<string, Entry>, name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (folder === "") return undefined;
  }
}

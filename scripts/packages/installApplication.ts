import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type LockedPackage, lockedPackages } from "./lockedPackages.js";
import { dependenciesOf, type Manifest, manifestOf, ROOT } from "./project.js";
import { Registry } from "./Registry.js";

const execute = promisify(execFile);

/** The part of an application's package.json that npm installs from. */
export interface ApplicationManifest {
  dependencies: Record<string, string>;
  overrides?: Record<string, string>;
}

/**
 * Writes an application's package.json into `folder` and runs `npm install` there, like a user: npm resolves ranges and aliases. Except for
 * this package, only the versions in lock files are available.
 *
 * @param lockFolder the folder of the lock file for the application's other dependencies. Default: that of the project
 */
export async function installApplication(
  folder: string,
  manifest: ApplicationManifest,
  lockFolder = ".",
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "application", private: true, ...manifest }));
  await using registry = await Registry.start(await neededPackages(manifest.dependencies, lockFolder));
  const cache = join(folder, ".npm");
  const argv = ["install", "--no-audit", "--no-fund", "--registry", registry.url, "--cache", cache];
  await execute("npm", argv, { cwd: folder });
  await rm(cache, { recursive: true, force: true });
}

/** The dependencies of this package in the project's lock file, and those of the application's other dependencies. */
export async function neededPackages(
  dependencies: Readonly<Record<string, string>>,
  lockFolder = ".",
): Promise<LockedPackage[]> {
  const ours: Manifest = await manifestOf(ROOT);
  const others = Object.entries(dependencies)
    .map(([name, range]) => /^npm:(.+)@/.exec(range)?.[1] ?? name)
    .filter((name) => name !== ours.name);
  const packages = await Promise.all([lockedPackages(".", dependenciesOf(ours)), lockedPackages(lockFolder, others)]);
  return [...new Map(packages.flat().map((one) => [`${one.name}@${one.version}`, one])).values()];
}

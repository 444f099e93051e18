import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type LockedPackage, lockedPackages } from "./lockedPackages.js";
import { dependenciesOf, type Manifest, manifestOf, ROOT } from "./project.js";
import { Registry } from "./Registry.js";

const execute = promisify(execFile);

/** What an application's package.json says, by which npm installs. */
export interface ApplicationManifest {
  dependencies: Record<string, string>;
  overrides?: Record<string, string>;
}

/**
 * Writes an application's package.json into `folder` and runs `npm install` there, as a user does: ranges and aliases are npm's
 * to resolve. Of everything else than this package, there are only the versions that lock files name.
 *
 * @param lockFolder where the lock file is that pins the application's other dependencies. Default: the project's own
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

/** What this package depends on, as the project's lock file pins it, and what an application's other dependencies bring. */
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

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LockedPackage } from "./lockedPackages.js";
import { CACHE, ROOT } from "./project.js";

const TARBALLS = join(CACHE, "tarballs");
const execute = promisify(execFile);

/**
 * The tarballs of these packages from the npm registry, with the integrity in the lock file. npm downloads those that earlier runs have not
 * kept, with its usual settings.
 */
export async function fetchTarballs(packages: readonly LockedPackage[]): Promise<Map<string, Buffer>> {
  const missing = packages.filter((one) => !existsSync(join(TARBALLS, fileOf(one))));
  if (missing.length > 0) await download(missing);
  return new Map(await Promise.all(packages.map(async (one) => [one.integrity, await read(one)] as const)));
}

/** Downloads into a temporary folder and moves the files, because another process may be doing the same. */
async function download(packages: readonly LockedPackage[]): Promise<void> {
  await mkdir(TARBALLS, { recursive: true });
  const folder = await mkdtemp(join(TARBALLS, "unfinished-"));
  try {
    const specs = new Set(packages.map(({ name, version }) => `${name}@${version}`));
    const argv = ["pack", "--silent", "--prefer-offline", "--pack-destination", folder, ...specs];
    await execute("npm", argv, { cwd: ROOT, maxBuffer: 2 ** 26 });
    await Promise.all(
      [...new Set(packages.map(fileOf))].map((file) => rename(join(folder, file), join(TARBALLS, file))),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function read(one: LockedPackage): Promise<Buffer> {
  const contents = await readFile(join(TARBALLS, fileOf(one)));
  if (integrityOf(contents) !== one.integrity) {
    throw new Error(`${one.name}@${one.version} is not the package that the lock file names: its integrity differs.`);
  }
  return contents;
}

export const integrityOf = (contents: Buffer): string =>
  `sha512-${createHash("sha512").update(contents).digest("base64")}`;

/** The name that npm gives the file. */
const fileOf = ({ name, version }: LockedPackage): string =>
  `${name.replace(/^@/, "").replace("/", "-")}-${version}.tgz`;

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { CACHE, type Manifest, manifestOf, ROOT } from "./project.js";

export interface Tarball {
  /** The path of the tarball. */
  path: string;
  manifest: Manifest;
  unpackedSize: number;
  files: { path: string; size: number }[];
}

const PACKED = join(CACHE, "packed");
const execute = promisify(execFile);

/**
 * The package as npm would publish it. Packs it only if its contents have changed since, so that all programs of a run share one tarball.
 * Builds the package if there is no build.
 */
export async function packTarball(): Promise<Tarball> {
  if (!existsSync(join(ROOT, "dist/node/index.cjs"))) {
    await execute("npm", ["run", "build"], { cwd: ROOT });
  }
  const manifest = await manifestOf(ROOT);
  const key = await hashOf(manifest);
  const folder = join(PACKED, key);
  if (!existsSync(folder)) {
    await pack(folder);
    await removeOthers(key);
  }
  const [filename = ""] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  const { unpackedSize, files } = JSON.parse(await readFile(join(folder, "contents.json"), "utf8")) as Tarball;
  return { path: join(folder, filename), manifest, unpackedSize, files };
}

/** The fingerprint of everything that can be in the tarball. */
async function hashOf({ files = [] }: Manifest): Promise<string> {
  const hash = createHash("sha256");
  // An entry with `!` excludes files.
  for (const entry of ["package.json", ...files.filter((file) => !file.startsWith("!"))]) {
    for (const path of (await filesIn(entry)).sort()) {
      hash.update(`${path}\0`).update(await readFile(join(ROOT, path)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

async function filesIn(entry: string): Promise<string[]> {
  if (!(await isFolder(entry))) return [entry];
  const entries = await readdir(join(ROOT, entry), { recursive: true, withFileTypes: true });
  return entries.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name).slice(ROOT.length));
}

const isFolder = (entry: string): Promise<boolean> =>
  readdir(join(ROOT, entry)).then(
    () => true,
    () => false,
  );

/** Packs into a temporary folder and renames it, because another process may be doing the same. */
async function pack(folder: string): Promise<void> {
  await mkdir(PACKED, { recursive: true });
  const unfinished = await mkdtemp(join(PACKED, "unfinished-"));
  try {
    const argv = ["pack", "--json", "--ignore-scripts", "--pack-destination", unfinished];
    const { stdout } = await execute("npm", argv, { cwd: ROOT, maxBuffer: 2 ** 26 });
    // npm 12 prints an object with one member per package, older versions an array.
    const [{ unpackedSize, files }] = Object.values(JSON.parse(stdout)) as [Tarball];
    await writeFile(join(unfinished, "contents.json"), JSON.stringify({ unpackedSize, files }));
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

async function removeOthers(key: string): Promise<void> {
  const outdated = (await readdir(PACKED)).filter((name) => name !== key && !name.startsWith("unfinished-"));
  await Promise.all(outdated.map((name) => rm(join(PACKED, name), { recursive: true, force: true })));
}

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const execute = promisify(execFile);

export interface Tarball {
  /** Where it lies. */
  path: string;
  unpackedSize: number;
  files: { path: string }[];
}

/** The package as npm would publish it, put into `folder`. Builds it when that was not done yet. */
export async function packTarball(folder: string): Promise<Tarball> {
  if (!existsSync(join(ROOT, "dist/node/index.cjs"))) {
    await execute("npm", ["run", "build"], { cwd: ROOT });
  }
  const { stdout } = await execute("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: ROOT,
    maxBuffer: 2 ** 26,
  });
  const [{ filename, unpackedSize, files }] = JSON.parse(stdout) as [Omit<Tarball, "path"> & { filename: string }];
  const name = (await readdir(folder)).find((entry) => entry.endsWith(".tgz")) ?? filename;
  return { path: join(folder, name), unpackedSize, files };
}

import { cp, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { succeed } from "./processes.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "../..");

/** Makes an application that has installed the package as npm would publish it, with the suite and the programs beside it. */
export async function makeApplication(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platforms-"));
  await succeed("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: ROOT });
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "application", private: true }));
  await succeed("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--omit=optional", `./${tarball}`], {
    cwd: folder,
  });
  await Promise.all([
    buildSuite("esm", join(folder, "suite.mjs")),
    buildSuite("cjs", join(folder, "suite.cjs")),
    cp(join(HERE, "programs"), folder, { recursive: true }),
  ]);
  return folder;
}

async function buildSuite(format: "esm" | "cjs", outfile: string): Promise<void> {
  await build({
    ...{ entryPoints: [join(HERE, "suite/index.ts")], bundle: true, format, outfile },
    ...{ platform: "neutral", target: "es2022" },
  });
}

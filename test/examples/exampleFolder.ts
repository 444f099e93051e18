import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { packTarball } from "../../scripts/packages/packTarball.js";

export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));
/** Below this folder, so that the packages in its package.json are found from here. */
const CACHE = fileURLToPath(new URL(".cache/", import.meta.url));
const execute = promisify(execFile);

export interface ExampleFolder {
  path: string;
  /** The folder with only the packed package. */
  modules: string;
  /** The TypeScript compiler's messages about the example. Empty if it compiles. */
  typeErrors(): Promise<string[]>;
  remove(): Promise<void>;
}

/** A copy of an example, as a user would make it, next to the published package. */
export async function exampleFolder(name: string): Promise<ExampleFolder> {
  if (!existsSync(join(ROOT, "test/examples/node_modules"))) {
    throw new Error("What the examples ask for is not installed: run `node scripts/setup.js test/examples`.");
  }
  await mkdir(CACHE, { recursive: true });
  const world = await mkdtemp(join(CACHE, `${name}-`));
  const path = join(world, name);
  const modules = join(world, "node_modules");
  const packageFolder = join(modules, "cognito-identity-client");
  await mkdir(packageFolder, { recursive: true });
  const { path: tarball } = await packTarball();
  await execute("tar", ["-xzf", tarball, "-C", packageFolder, "--strip-components=1"]);
  await cp(join(ROOT, "examples", name), path, {
    recursive: true,
    filter: (source) => !/\/(?:node_modules|dist)$/.test(source),
  });
  return {
    path,
    modules,
    typeErrors: () => typeErrors(path),
    remove: () => rm(world, { recursive: true, force: true }),
  };
}

async function typeErrors(folder: string): Promise<string[]> {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  try {
    await execute(process.execPath, [compiler, "-p", folder, "--pretty", "false"]);
    return [];
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    return stdout.split("\n").filter((line) => line !== "");
  }
}

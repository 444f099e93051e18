import { mkdtempSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { inject } from "vitest";
import { programOptions, ROOT } from "../programOptions.js";

const folder = mkdtempSync(join(inject("runFolder"), "child-"));

interface BundledProgram {
  path: string;
  env: NodeJS.ProcessEnv;
}

const built = new Map<string, Promise<BundledProgram>>();

/** `serviceProgram.ts` as one file, which starts quickly. Outside the repository, so that packages are found only through `env`. */
export const bundledService = (): Promise<BundledProgram> => bundledProgram("serviceProgram.ts");

/** Bundles a program of this folder into one file. */
export function bundledProgram(name: string): Promise<BundledProgram> {
  const program = built.get(name) ?? bundle(name);
  built.set(name, program);
  return program;
}

async function bundle(name: string): Promise<BundledProgram> {
  const path = join(folder, `${basename(name, ".ts")}.cjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    outfile: path,
    ...programOptions,
  });
  return { path, env: { ...process.env, NODE_PATH: join(ROOT, "node_modules") } };
}

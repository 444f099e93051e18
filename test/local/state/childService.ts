import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";
import { programOptions, ROOT } from "../programOptions.js";

const folder = mkdtempSync(join(tmpdir(), "cognito-identity-child-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let built: Promise<{ path: string; env: NodeJS.ProcessEnv }> | undefined;

/** `serviceProgram.ts` as one file, which starts quickly. Outside of the repository, so that packages are found by `env` only. */
export function bundledService(): Promise<{ path: string; env: NodeJS.ProcessEnv }> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<{ path: string; env: NodeJS.ProcessEnv }> {
  const path = join(folder, "serviceProgram.cjs");
  await build({
    entryPoints: [fileURLToPath(new URL("serviceProgram.ts", import.meta.url))],
    outfile: path,
    ...programOptions,
  });
  return { path, env: { ...process.env, NODE_PATH: join(ROOT, "node_modules") } };
}

import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder for what test files of one process share. It is removed when all tests have run. */
    runFolder: string;
  }
}

export default async function createRunFolder(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "cognito-identity-run-"));
  // One of the programs in it runs as another user.
  await chmod(folder, 0o755);
  project.provide("runFolder", folder);
  return () => rm(folder, { recursive: true, force: true });
}

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { installApplication } from "../../../scripts/packages/installApplication.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const ECOSYSTEM = join(ROOT, "test/ecosystem");
const REFERENCE = "@aws-sdk/client-cognito-identity";
const PROVIDER = "@aws-sdk/credential-provider-cognito-identity";
const execute = promisify(execFile);

export interface Application {
  folder: string;
  /** The TypeScript compiler's messages about its programs. */
  complaints: string[];
}

/** Two applications with the same programs, written for the reference. */
export interface Applications {
  reference: Application;
  /** Has this package under the reference's name. */
  ours: Application;
}

declare module "vitest" {
  interface ProvidedContext {
    /** The file with the paths of the applications, written when they are complete. */
    applicationsFile: string;
  }
}

/** The contents of that file: the applications, or why there are none. */
export type Installed = Applications | { error: string };

/** Starts to create the two applications. Tests that do not need them run in the meantime. */
export default async function installApplications(project: TestProject): Promise<() => Promise<void>> {
  await mkdir(join(ECOSYSTEM, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(ECOSYSTEM, ".cache/applications-"));
  const file = join(folder, "applications.json");
  project.provide("applicationsFile", file);
  const installed = install(folder)
    .catch((error: unknown): Installed => ({ error: String(error) }))
    .then(async (result: Installed) => {
      // Renamed, so that no test reads half of it.
      await writeFile(`${file}.unfinished`, JSON.stringify(result));
      await rename(`${file}.unfinished`, file);
    });
  return async () => {
    await installed;
    await rm(folder, { recursive: true, force: true });
  };
}

/**
 * Creates the two applications below this folder's `node_modules`, so that both find the same tools there, and the reference. Ours is
 * installed from the tarball, with the lines that docs/migrate-from-aws-sdk.md tells users to write.
 */
async function install(folder: string): Promise<Applications> {
  await execute(process.execPath, ["scripts/setup.js", "test/ecosystem"], { cwd: ROOT });
  const [reference, ours] = await Promise.all(
    (["reference", "ours"] as const).map(async (name) => {
      const application = join(folder, name);
      await layPrograms(application);
      if (name === "ours") {
        await installOurs(application);
      }
      return { folder: application, complaints: await compile(application) };
    }),
  );
  if (reference === undefined || ours === undefined) throw new Error("an application is missing");
  return { reference, ours };
}

async function layPrograms(folder: string): Promise<void> {
  await cp(join(ECOSYSTEM, "programs"), folder, { recursive: true });
  for (const type of ["commonjs", "module"]) {
    await cp(join(ECOSYSTEM, "app"), join(folder, type), { recursive: true });
    await writeFile(join(folder, type, "package.json"), JSON.stringify({ type }));
  }
}

/** With the last credential providers that load the client from its own package, so that `overrides` apply. */
async function installOurs(folder: string): Promise<void> {
  const application = {
    dependencies: {
      [REFERENCE]: "npm:cognito-identity-client@*",
      [PROVIDER]: "3.972.3",
      "@aws-sdk/credential-providers": "3.980.0",
    },
    overrides: { [REFERENCE]: `$${REFERENCE}`, [PROVIDER]: `$${PROVIDER}` },
  };
  await installApplication(folder, application, "test/ecosystem");
}

/** Compiles the programs in place, and returns the error messages. */
async function compile(folder: string): Promise<string[]> {
  try {
    await execute(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"]);
    return [];
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    return stdout.split("\n").filter((line) => line.includes("error TS"));
  }
}

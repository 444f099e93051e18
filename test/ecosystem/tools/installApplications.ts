import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
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
  /** What the TypeScript compiler says of its programs. */
  complaints: string[];
}

/** Two applications of the same programs, written for the reference. */
export interface Applications {
  reference: Application;
  /** Has our package under the reference's name. */
  ours: Application;
}

declare module "vitest" {
  interface ProvidedContext {
    applications: Applications;
  }
}

/**
 * Makes the two applications. They lie below this folder's `node_modules`, so that both find the same tools there, and the
 * reference. Ours is installed from the tarball, by the lines that docs/migrate-from-aws-sdk.md tells users to write.
 */
export default async function installApplications(project: TestProject): Promise<() => Promise<void>> {
  await execute(process.execPath, ["scripts/setup.js", "test/ecosystem"], { cwd: ROOT });
  await mkdir(join(ECOSYSTEM, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(ECOSYSTEM, ".cache/applications-"));
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
  project.provide("applications", { reference, ours });
  return () => rm(folder, { recursive: true, force: true });
}

async function layPrograms(folder: string): Promise<void> {
  await cp(join(ECOSYSTEM, "programs"), folder, { recursive: true });
  for (const type of ["commonjs", "module"]) {
    await cp(join(ECOSYSTEM, "app"), join(folder, type), { recursive: true });
    await writeFile(join(folder, type, "package.json"), JSON.stringify({ type }));
  }
}

/** With old credential providers: the last that load the client from the package of its own, so that `overrides` meet it. */
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

/** Compiles the programs in place, and gives the complaints. */
async function compile(folder: string): Promise<string[]> {
  try {
    await execute(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"]);
    return [];
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    return stdout.split("\n").filter((line) => line.includes("error TS"));
  }
}

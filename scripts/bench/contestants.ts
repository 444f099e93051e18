/** The packages under comparison, each installed in its own folder like a dependency of an application. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { installApplication } from "../packages/installApplication.js";
import { packTarball } from "../packages/packTarball.js";
import { programPath } from "./Programs.js";

export interface Contestant {
  /** What an application imports. */
  package: string;
  /** The folder of the application. */
  folder: string;
}

const CACHE = resolve(".cache/bench");
const OURS = "cognito-identity-client";

/** With the dependency for data folders. */
export const oursWithDataFolder = (): Promise<Contestant> => installed("ours-with-data-folder", OURS, "classic-level");

export async function contestants(): Promise<Record<"ours" | "reference" | "floor", Contestant>> {
  const reference = await installed("reference", "@aws-sdk/client-cognito-identity");
  return {
    ours: await installed("ours", OURS),
    reference,
    floor: { package: programPath("floor.cjs"), folder: CACHE },
  };
}

/** Installs the packages in an empty folder, unless an earlier run has installed the same ones there. */
async function installed(name: string, ...packages: [string, ...string[]]): Promise<Contestant> {
  const folder = join(CACHE, name);
  const stamp = join(folder, "installed.txt");
  // An installation depends only on these two.
  const identity = `${(await packTarball()).path}\n${readFileSync("package-lock.json", "utf8")}`;
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== identity) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await installApplication(folder, { dependencies: Object.fromEntries(packages.map((one) => [one, "*"])) });
    writeFileSync(stamp, identity);
  }
  return { package: packages[0], folder };
}

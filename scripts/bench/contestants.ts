/** The packages that are compared, each installed in a folder of its own as an application has it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { installApplication } from "../packages/installApplication.js";
import { packTarball } from "../packages/packTarball.js";

export interface Contestant {
  /** What an application imports. */
  package: string;
  /** The application's folder. */
  folder: string;
}

const CACHE = resolve(".cache/bench");
const OURS = "cognito-identity-client";
const REFERENCE = "@aws-sdk/client-cognito-identity";

/** This package, packed from dist/ and installed. */
export const ours = once(() => installed("ours", OURS));

/** The same, with what a data folder needs. */
export const oursWithDataFolder = once(() => installed("ours-with-data-folder", OURS, "classic-level"));

export const reference = once(() => installed("reference", REFERENCE));

/**
 * The executable of a Node.js that has a compile cache: a dependency of the bench.
 *
 * @throws Error on another system than Linux, for which npm has no such package
 */
export function newerNode(): string {
  const manifest = createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/package.json`);
  return join(dirname(manifest), "bin/node");
}

/** Amplify, aws4fetch and the bundlers, which are dependencies of the bench. */
export const PEERS_FOLDER = resolve("scripts/bench");

/** Installs into an empty folder, unless an earlier run has installed the same there. */
async function installed(name: string, ...packages: [string, ...string[]]): Promise<Contestant> {
  const folder = join(CACHE, name);
  const stamp = join(folder, "installed.txt");
  // Both are all that an installation depends on.
  const identity = `${(await packTarball()).path}\n${readFileSync("package-lock.json", "utf8")}`;
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== identity) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await installApplication(folder, { dependencies: Object.fromEntries(packages.map((one) => [one, "*"])) });
    writeFileSync(stamp, identity);
  }
  return { package: packages[0], folder };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= make();
    return value;
  };
}

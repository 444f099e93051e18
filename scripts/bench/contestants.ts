/** The packages that are compared, each installed in a folder of its own as an application has it. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

export interface Contestant {
  /** What an application imports. */
  package: string;
  /** The application's folder. */
  folder: string;
}

const CACHE = resolve(".cache/bench");
const NEWER_NODE = "24.9.0";
const REFERENCE = "@aws-sdk/client-cognito-identity@3.1164.0";

/** This package, packed from dist/ and installed. */
export const ours = once((): Contestant & { unpackedBytes: number } => {
  mkdirSync(CACHE, { recursive: true });
  const arguments_ = ["pack", "--json", "--ignore-scripts", "--pack-destination", CACHE];
  const [packed] = JSON.parse(
    execFileSync("npm", arguments_, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  ) as [{ filename: string; integrity: string; unpackedSize: number }];
  const folder = installed("ours", packed.integrity, join(CACHE, packed.filename.replace(/^.*\//, "")));
  return { package: "cognito-identity-client", folder, unpackedBytes: packed.unpackedSize };
});

export const reference = once(
  (): Contestant => ({
    package: "@aws-sdk/client-cognito-identity",
    folder: installed("reference", REFERENCE, REFERENCE),
  }),
);

/** The executable of a Node.js that has a compile cache. */
export function newerNode(): string {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  return join(installed("newer-node", NEWER_NODE, `${name}@${NEWER_NODE}`), "node_modules", name, "bin/node");
}

/** Amplify, aws4fetch and the bundlers, which are dependencies of the bench. */
export const PEERS_FOLDER = resolve("scripts/bench");

/** Installs into an empty folder, unless the same is there from an earlier run. */
function installed(name: string, identity: string, spec: string): string {
  const folder = join(CACHE, name);
  const stamp = join(folder, "installed.txt");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === identity) {
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "name": "application", "private": true }\n');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", spec], {
    cwd: folder,
    stdio: "pipe",
  });
  writeFileSync(stamp, identity);
  return folder;
}

function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= make();
    return value;
  };
}

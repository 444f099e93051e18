import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Outside of dist, all of which is published. */
const RECORD = ".cache/build.json";

/** What npm has installed: the compilers, and the packages that are inlined. */
const INSTALLED = "node_modules/.package-lock.json";
/** What a build is made from. */
const INPUTS = [
  "src",
  "scripts/build",
  "scripts/build.ts",
  "package.json",
  "tsconfig.json",
  "tsconfig.build.json",
  INSTALLED,
];

interface BuildRecord {
  inputs: string;
  outputs: string;
}

/** Whether dist is what the last build has written, and was written from the same files as are there now. */
export function isUpToDate(): boolean {
  try {
    const { inputs, outputs } = JSON.parse(readFileSync(RECORD, "utf8")) as BuildRecord;
    return inputs === hashOf(INPUTS) && outputs === hashOf(["dist"]);
  } catch {
    // No build, or no record of it.
    return false;
  }
}

/** @param inputs - as they were before the build. A file that changes while it runs makes the next build run, too. */
export function recordBuild(inputs: string): void {
  mkdirSync(dirname(RECORD), { recursive: true });
  writeFileSync(RECORD, JSON.stringify({ inputs, outputs: hashOf(["dist"]) } satisfies BuildRecord));
}

export const hashOfInputs = (): string => hashOf(INPUTS);

function hashOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesIn).sort()) {
    const contents = readFileSync(path);
    hash.update(`${path}\0${contents.length}\0`).update(contents);
  }
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  if (/\.(?:ts|json)$/.test(path)) {
    return existsSync(path) ? [path] : [];
  }
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

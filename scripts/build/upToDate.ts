import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Outside dist, because all of dist is published. */
const RECORD = ".cache/build.json";

/** The list of packages that npm has installed, which include the compilers and the inlined packages. */
const INSTALLED = "node_modules/.package-lock.json";
/** The inputs of a build. */
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

/** Whether dist is unchanged since the last build, and the inputs of that build are unchanged. */
export function isUpToDate(): boolean {
  try {
    const { inputs, outputs } = JSON.parse(readFileSync(RECORD, "utf8")) as BuildRecord;
    return inputs === hashOf(INPUTS) && outputs === hashOf(["dist"]);
  } catch {
    // No build, or no record of it.
    return false;
  }
}

/** @param inputs - the inputs before the build. If a file changes while the build runs, the next build also runs. */
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

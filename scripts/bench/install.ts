/** What `npm install` brings, and what the package itself is. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type Contestant, ours, reference } from "./contestants.js";
import type { Row } from "./Figures.js";

export async function install(): Promise<Row[]> {
  const row = (id: string, what: string, unit: Row["unit"], figure: (contestant: Contestant) => number): Row => ({
    ...{ id, what, unit },
    figures: { ours: figure(ours()), reference: figure(reference()) },
  });
  return [
    row("packages", "packages", "packages", ({ folder }) => packagesIn(folder).length),
    row("bytes", "bytes of all packages", "B", ({ folder }) => bytesIn(join(folder, "node_modules"))),
    row("required/packages", "packages with `--omit=optional`", "packages", ({ folder }) => requiredIn(folder).length),
    row("required/bytes", "bytes of these", "B", ({ folder }) =>
      requiredIn(folder).reduce((sum, path) => sum + bytesIn(join(folder, path), withoutNested), 0),
    ),
    row("package", "bytes of the package itself, unpacked", "B", ({ folder, package: name }) =>
      bytesIn(join(folder, "node_modules", name)),
    ),
  ];
}

interface Installed {
  readonly optional?: boolean;
}

function packagesIn(folder: string): [path: string, Installed][] {
  const lock = readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8");
  return Object.entries((JSON.parse(lock) as { packages: Record<string, Installed> }).packages);
}

const requiredIn = (folder: string): string[] =>
  packagesIn(folder).flatMap(([path, { optional }]) => (optional ? [] : [path]));

/** Packages within packages are packages of their own. */
const withoutNested = (path: string): boolean => !path.includes("node_modules");

function bytesIn(folder: string, counts: (path: string) => boolean = () => true): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && entry.name !== ".package-lock.json" && counts(relative(folder, entry.parentPath)),
  );
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

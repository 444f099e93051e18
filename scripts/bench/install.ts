/** What `npm install` brings, and what the package itself is. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Contestant, ours, reference } from "./contestants.js";
import type { Row } from "./Figures.js";

export async function install(): Promise<Row[]> {
  const [one, other] = [await ours(), await reference()];
  const row = (id: string, what: string, unit: Row["unit"], figure: (contestant: Contestant) => number): Row => ({
    ...{ id, what, unit },
    figures: { ours: figure(one), reference: figure(other) },
  });
  return [
    row("packages", "packages", "packages", ({ folder }) => packagesIn(folder).length),
    row("bytes", "bytes of all packages", "B", ({ folder }) => bytesOf(folder, packagesIn(folder))),
    row("package", "bytes of the package itself, unpacked", "B", ({ folder, package: name }) =>
      bytesOf(folder, [`node_modules/${name}`]),
    ),
  ];
}

/** The paths of all packages below `folder`. */
function packagesIn(folder: string): string[] {
  const lock = JSON.parse(readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8")) as {
    packages: Record<string, object>;
  };
  return Object.keys(lock.packages);
}

function bytesOf(folder: string, packages: readonly string[]): number {
  return packages.reduce((sum, path) => sum + bytesIn(join(folder, path)), 0);
}

/** Without the packages within: they stand in the list for themselves. */
function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== "node_modules");
  return entries.reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesIn(path) : statSync(path).size);
  }, 0);
}

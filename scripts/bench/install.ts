/** What `npm install` brings, and what the package itself is. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Contestant, ours, reference } from "./contestants.js";
import type { Row } from "./Figures.js";

export async function install(): Promise<Row[]> {
  const row = (id: string, what: string, unit: Row["unit"], figure: (contestant: Contestant) => number): Row => ({
    ...{ id, what, unit },
    figures: { ours: figure(ours()), reference: figure(reference()) },
  });
  return [
    row("packages", "packages", "packages", ({ folder }) => installedPackages(folder)),
    row("bytes", "bytes of all packages", "B", ({ folder }) => bytesIn(join(folder, "node_modules"))),
    row("package", "bytes of the package itself, unpacked", "B", ({ folder, package: name }) =>
      bytesIn(join(folder, "node_modules", name)),
    ),
  ];
}

function installedPackages(folder: string): number {
  const lock = readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8");
  return Object.keys((JSON.parse(lock) as { packages: object }).packages).length;
}

function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== ".package-lock.json");
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

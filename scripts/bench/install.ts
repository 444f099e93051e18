/** What `npm install` installs, and the size of the package itself. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Contestant, contestants } from "./contestants.js";
import type { Row, Rows } from "./results.js";

export async function install(): Promise<Rows> {
  const { ours, reference } = await contestants();
  const row = (unit: Row["unit"], figure: (contestant: Contestant) => number): Row => ({
    unit,
    figures: { ours: figure(ours), reference: figure(reference) },
  });
  return {
    packages: row("packages", ({ folder }) => packagesIn(folder).length),
    bytes: row("B", ({ folder }) => packagesIn(folder).reduce((sum, path) => sum + bytesIn(join(folder, path)), 0)),
    package: row("B", ({ folder, package: name }) => bytesIn(join(folder, "node_modules", name))),
  };
}

/** The paths of all packages in a folder, nested ones included. */
function packagesIn(folder: string): string[] {
  const lock = readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8");
  return Object.keys((JSON.parse(lock) as { packages: object }).packages);
}

/** Without nested packages. */
function bytesIn(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths
    .filter((path) => !path.startsWith("node_modules/"))
    .map((path) => statSync(join(folder, path)))
    .filter((file) => file.isFile());
  return files.reduce((sum, { size }) => sum + size, 0);
}

import type { BundledModule } from "./bundleSize.js";

/** Prints what each module costs: minified, and compressed. */
export function printModules(modules: readonly BundledModule[]): void {
  for (const { path, bytes, gzip } of modules) {
    console.log(`${bytes} B`.padStart(12), `${gzip} B gzip`.padStart(12), ` ${nameOf(path)}`);
  }
}

/** Prints the modules whose size has changed, with the largest increase first. */
export function printGrowth(former: readonly BundledModule[], now: readonly BundledModule[]): void {
  const [before, after] = [costs(former), costs(now)];
  const changes = [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ name, change: (after.get(name) ?? 0) - (before.get(name) ?? 0) }))
    .filter(({ change }) => change !== 0)
    .sort((one, other) => other.change - one.change);
  for (const { name, change } of changes) {
    console.log(`${change > 0 ? "+" : ""}${change} B gzip`.padStart(14), ` ${name}`);
  }
}

function costs(modules: readonly BundledModule[]): Map<string, number> {
  return new Map(modules.map(({ path, gzip }) => [nameOf(path), gzip]));
}

/** Without the folder of the package. */
function nameOf(path: string): string {
  return path.replace(/^.*\bdist\/es\//, "");
}

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

// Everything that a test, a script, or CI installs has the version from a lock file of this repository, so that it is the same on any day.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

interface Manifest {
  name?: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT })
  .toString()
  .split("\0")
  .filter((path) => path !== "" && existsSync(join(ROOT, path)));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const manifests = tracked
  .filter((path) => /(?:^|\/)package\.json$/.test(path))
  .map((path) => ({ path, folder: dirname(path), manifest: JSON.parse(read(path)) as Manifest }));
const locks = tracked.filter((path) => path.endsWith("package-lock.json"));
const rangesOf = ({ dependencies, devDependencies, optionalDependencies }: Manifest): [string, string][] =>
  Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });

/** Commands that install packages, as they are written: in a text, or as a list of arguments. */
const INSTALLING = {
  "a package manager's command":
    /\b(?:npm|pnpm|yarn|bun|deno)[",\s[]+(?:install|i|add|update|up|upgrade|dlx|exec|x|create|init)\b/,
  "a list of arguments": /\[\s*(?:[\w.]+(?:\("[^"]*"\))?,\s*)*"(?:install|add|dlx|exec)"/,
  "npx or bunx, which install what is missing": /["']npx["'](?!,\s*\[\s*"--no-install")|\b(?:npx|bunx) \w/,
  "a package of another registry":
    /\b(?:apt|apt-get|apk|brew|pip3?|cargo)\b.*\binstall\b|"apt-get"|\b(?:curl|wget) .*https?:/,
};

/** The files that install packages, with what pins the versions. */
const ALLOWED: Readonly<Record<string, string>> = {
  "scripts/packages/installApplication.ts": "the registry on loopback has what lock files name",
  "test/installs/managers.ts": "the registry on loopback has what lock files name",
  "test/frameworks/run.ts": "the lock file next to it, which npm install uses",
  "test/platforms/runtimes/debian.ts": "Debian's release",
  ".ci/run": "Debian's release",
  "scripts/canary/Checkout.ts": "nothing: the newest releases are what the canary looks for, apart from tests and CI",
  "test/ecosystem/local/installedTools.ts": "a message",
  "test/wire/golden.ts": "a message",
};

/** The code of programs. Comments, and Markdown in strings, can show commands to users. */
const programs = tracked
  .filter((path) => /^(?:test|scripts|examples|\.ci)\//.test(path) && /\.(?:[cm]?[jt]sx?|py|sh)$|^\.ci\//.test(path))
  .filter((path) => path !== "test/architecture/installs.test.ts")
  .map((path) => ({ path, code: read(path).replace(/\/\*[\s\S]*?\*\/|(?<![:"])\/\/.*|^\s*#.*|`[^`\n$]*`/gm, "") }));

function installing(code: string): string[] {
  return Object.values(INSTALLING).flatMap((pattern) => code.match(pattern)?.slice(0, 1) ?? []);
}

describe("installed packages", () => {
  test("are installed by the files listed here, with pinned versions", () => {
    expect(programs.length).toBeGreaterThan(300);
    const found = programs.filter(({ code }) => installing(code).length > 0).map(({ path }) => path);
    const allowed = Object.keys(ALLOWED).filter((path) => tracked.includes(path));
    expect(found.sort()).toEqual(allowed.sort());
  });

  test("come from lock files in the scripts of package.json", () => {
    const scripts = manifests.flatMap(({ path, manifest }) =>
      Object.entries(manifest.scripts ?? {}).map(([name, command]) => ({ path, name, command })),
    );
    expect(scripts.length).toBeGreaterThan(30);
    expect(scripts.filter(({ command }) => installing(command).length > 0)).toEqual([]);
    expect(read("scripts/setup.js")).toContain('"npm ci ');
  });

  test.each([
    'execFileSync("npm", ["install", tarball])',
    "exec('npm i left-pad')",
    'const argv = ["install", "--no-audit", spec];',
    'execute("pnpm", ["add", name])',
    'execFileSync("npx", ["tsc", "-p", folder])',
    'spawn(node, [cli, "install"])',
    "yarn dlx thing",
    'run("bun", ["add", "left-pad@1"])',
    "pip install botocore",
    'succeed("apt-get", ["update"])',
  ])("are detected in %s", (code) => {
    expect(installing(code)).not.toEqual([]);
  });
});

describe("every package.json with dependencies", () => {
  const listing = manifests.filter(({ manifest }) => rangesOf(manifest).length > 0);

  test("has a lock file next to it, except in the examples, which users copy", () => {
    const unlocked = listing.filter(({ folder }) => !locks.includes(join(folder, "package-lock.json")));
    expect(unlocked.map(({ folder }) => folder).filter((folder) => !/^examples\/[\w-]+$/.test(folder))).toEqual([]);
  });

  test("lists exact versions, except for this package, whose users get ranges", () => {
    const open = listing
      .filter(({ folder }) => folder !== "." && !folder.startsWith("examples/"))
      .flatMap(({ path, manifest }) => rangesOf(manifest).map(([name, range]) => `${path}: ${name} ${range}`))
      .filter((line) => !/ (?:npm:.+@)?\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(line));
    expect(open).toEqual([]);
  });

  test("of an example lists only this package and what the tests of the examples install", () => {
    const installed = [".", "test/examples"].flatMap((folder) =>
      Object.keys((JSON.parse(read(join(folder, "package-lock.json"))) as { packages: object }).packages),
    );
    const unknown = listing
      .filter(({ folder }) => folder.startsWith("examples/"))
      .flatMap(({ manifest }) => rangesOf(manifest).map(([name]) => name))
      .filter((name) => name !== "cognito-identity-client" && !installed.includes(`node_modules/${name}`));
    expect(unknown).toEqual([]);
  });
});

test.each(locks)("%s has the integrity of every package, and no host names", (path) => {
  const { packages } = JSON.parse(read(path)) as {
    packages: Record<string, { resolved?: string; integrity?: string; inBundle?: boolean; link?: boolean }>;
  };
  const [, ...entries] = Object.entries(packages);
  expect(entries.length).toBeGreaterThan(5);
  expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([]);
  const unpinned = entries.filter(([, { integrity, inBundle }]) => integrity === undefined && inBundle !== true);
  expect(unpinned.map(([name]) => name)).toEqual([]);
  expect(read(path)).not.toMatch(/registry\.|https?:\/\/(?:localhost|127\.)/);
});

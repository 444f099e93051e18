import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Compiler, compile, type Program } from "../platform/compile.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const INSTALLED = join(import.meta.dirname, "versions/node_modules");
const SMITHY = ["core", "types"] as const;
const ASSIGNMENTS = readFileSync(join(import.meta.dirname, "versions/assignments.ts"), "utf8");

/** Of the packages in `test/types/versions/package.json`, only Smithy's `core` and `types` are installed in two versions. */
type Applications = "one copy" | "this package's version is older" | "the other version is older";
const applications: readonly Applications[] = [
  "one copy",
  "this package's version is older",
  "the other version is older",
];
/** The oldest and the newest supported version. `.ci/run` and `npm run test:platforms` also test with those in between. */
const compilers: readonly Compiler[] =
  process.env.VERSIONS === "all"
    ? ["typescript5.4", "typescript5.9", "typescript6.0", "typescript7.0"]
    : ["typescript5.4", "typescript7.0"];

let folder: string;
beforeAll(() => {
  for (const installed of ["test/types", "test/types/versions"]) {
    execFileSync(process.execPath, ["scripts/setup.js", installed], { cwd: ROOT });
  }
  folder = mkdtempSync(join(tmpdir(), "versions-"));
  for (const name of applications) {
    createApplication(name);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Links to the installed packages, and a copy of this package that finds its own version of Smithy's packages. */
function createApplication(name: Applications): void {
  const modules = join(folder, name, "node_modules");
  const link = (from: string, to: string) => {
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(from, to, "junction");
  };
  const smithy = (version: "newer" | "older", into: string, packages: readonly string[] = SMITHY) => {
    for (const one of packages) {
      const isOlder = version === "older" && (one === "core" || one === "types");
      link(join(INSTALLED, isOlder ? `older-smithy-${one}` : `@smithy/${one}`), join(into, "@smithy", one));
    }
  };
  for (const entry of readdirSync(INSTALLED).filter((entry) => entry !== "@smithy")) {
    link(join(INSTALLED, entry), join(modules, entry));
  }
  smithy(name === "the other version is older" ? "older" : "newer", modules, readdirSync(join(INSTALLED, "@smithy")));
  const ours = join(modules, "cognito-identity-client");
  for (const part of ["package.json", "dist/types"]) {
    cpSync(join(ROOT, part), join(ours, part), { recursive: true });
  }
  if (name !== "one copy") {
    smithy(name === "this package's version is older" ? "older" : "newer", join(ours, "node_modules"));
  }
}

const options = (name: Applications): Program["options"] => ({
  ...{ module: "esnext", moduleResolution: "bundler", skipLibCheck: true },
  // Otherwise, a linked package would find the versions next to the target of the link.
  preserveSymlinks: true,
  types: ["node"],
  typeRoots: [join(folder, name, "node_modules/@types")],
});

/** The names of the assignments that have errors. */
function failing(errors: readonly string[]): string[] {
  const lines = ASSIGNMENTS.split("\n");
  const names = errors.map((error) => {
    const line = Number(/assignments-[^(]*\.ts\((\d+),/.exec(error)?.[1]);
    const above = lines.slice(0, line).reverse();
    const name = above.map((text) => /^export const (\w+)/.exec(text)?.[1]).find(Boolean);
    return name ?? error;
  });
  return [...new Set(names)];
}

test("the versions differ, because TypeScript treats two copies of one version as one", () => {
  const version = (path: string): string =>
    JSON.parse(readFileSync(join(INSTALLED, path, "package.json"), "utf8")).version;
  for (const name of SMITHY) {
    expect(version(`@smithy/${name}`)).not.toBe(version(`older-smithy-${name}`));
  }
  expect(ASSIGNMENTS.match(/^export const /gm)?.length).toBeGreaterThanOrEqual(58);
});

describe.each(compilers)("%s", (compiler) => {
  const errors = (name: string): readonly string[] => compiled[name] ?? ["not compiled"];
  let compiled: Record<string, string[]>;
  beforeAll(async () => {
    compiled = await compile(folder, compiler, { ...assignments(compiler), declarations: declarations(compiler) });
  });

  test.each(applications)("accepts our types for others', and others' for ours: %s", (name) => {
    expect(failing(errors(name))).toEqual([]);
  });

  test("finds no errors in our declarations, with exact optional properties as well", () => {
    expect(errors("declarations").filter((line) => !/node_modules\/@/.test(line))).toEqual([]);
  });
});

/** The files of a program are in the application whose packages it must find. */
const inside = (name: Applications, file: string) => `../../${name}/${file}`;

function assignments(compiler: Compiler): Record<string, Program> {
  return Object.fromEntries(
    applications.map((name) => [
      name,
      { options: options(name), files: { [inside(name, `assignments-${compiler}.ts`)]: ASSIGNMENTS } },
    ]),
  );
}

function declarations(compiler: Compiler): Program {
  return {
    options: {
      // The compiler's own declarations take longer to check than all others.
      ...{ ...options("one copy"), skipLibCheck: false, skipDefaultLibCheck: true, exactOptionalPropertyTypes: true },
      lib: ["es2022", "dom", "dom.iterable"],
    },
    files: {
      [inside("one copy", `declarations-${compiler}.ts`)]: ["", "/credentials"]
        .map((entry) => `export * from "cognito-identity-client${entry}";\n`)
        .join(""),
    },
  };
}

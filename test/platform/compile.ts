import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const COMPILERS = fileURLToPath(new URL("../types/node_modules", import.meta.url));
/** The folder where the compilers find `@types/node`. */
export const typeRoots = [join(COMPILERS, "@types")];

const ALL = ["typescript5.4", "typescript5.6", "typescript5.9", "typescript6.0", "typescript7.0"] as const;
export type Compiler = (typeof ALL)[number];

/** The oldest and the newest supported version. `.ci/run` and `npm run test:platforms` also test with some in between. */
export const compilers: readonly [Compiler, ...Compiler[]] =
  process.env.VERSIONS === "all" ? ALL : ["typescript5.4", "typescript7.0"];

/** The files that a compiler checks, by name, and its options. */
export interface Program {
  readonly options: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Compiles programs inside an application's folder, in one process: a compiler parses declarations once for all of them.
 *
 * @returns the errors in each program, by its name. A program that was not compiled is missing.
 */
export async function compile(
  folder: string,
  compiler: Compiler,
  programs: Readonly<Record<string, Program>>,
): Promise<Record<string, string[]>> {
  const solution = join(folder, compiler);
  const names = Object.keys(programs);
  for (const [index, { options, files }] of Object.values(programs).entries()) {
    const project = join(solution, String(index));
    await mkdir(project, { recursive: true });
    const compilerOptions = { strict: true, noEmit: true, target: "es2022", lib: ["es2022"], types: [], ...options };
    const all = { ...files, "tsconfig.json": JSON.stringify({ compilerOptions, files: Object.keys(files) }) };
    for (const [name, text] of Object.entries(all)) {
      await writeFile(join(project, name), text);
    }
  }
  const argv = ["--build", "--verbose", "--pretty", "false", ...names.map((_, index) => String(index))];
  const printed = await output([join(COMPILERS, compiler, "bin/tsc"), ...argv], solution);
  // `--verbose` names each project before its errors.
  const [, ...parts] = printed.split(/ - Building project '.*?(\d+)\/tsconfig\.json'/);
  const errors: Record<string, string[]> = {};
  for (let part = 0; part < parts.length; part += 2) {
    const lines = (parts[part + 1] ?? "").split("\n");
    errors[names[Number(parts[part])] ?? ""] = lines.filter((line) => line.includes("error TS"));
  }
  return errors;
}

/** The output of a program, whatever its exit code. */
function output(argv: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd, maxBuffer: 2 ** 26 }, (_, stdout) => resolve(stdout));
  });
}

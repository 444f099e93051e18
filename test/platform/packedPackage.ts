import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installApplication } from "../../scripts/packages/installApplication.js";
import { packTarball } from "../../scripts/packages/packTarball.js";

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TYPES = join(ROOT, "test/types");
/** Where the compilers find `@types/node`. */
export const typeRoots = [join(TYPES, "node_modules/@types")];

/** An application that has the package as npm would publish it, and the compilers it may be used with. */
export interface Consumer {
  folder: string;
  /** Where the package lies. */
  packageFolder: string;
  unpackedSize: number;
  files: string[];
  /** Runs a Node.js program given as text; what it prints as JSON is the result. */
  run(source: string, kind: "cjs" | "mjs"): Promise<unknown>;
  remove(): Promise<void>;
}

/** The oldest compiler that the package's types are for, the newest, and some between. */
export const compilers = ["typescript5.4", "typescript5.6", "typescript5.9", "typescript6.0", "typescript7.0"] as const;

export async function packedPackage(): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), "consumer-"));
  const { manifest, unpackedSize, files } = await packTarball();
  await execute(process.execPath, ["scripts/setup.js", "test/types"], { cwd: ROOT });
  await installApplication(folder, { dependencies: { [manifest.name]: manifest.version } });
  return {
    folder,
    packageFolder: join(folder, "node_modules/cognito-identity-client"),
    unpackedSize,
    files: files.map(({ path }) => path),
    async run(source, kind) {
      const path = join(folder, `program-${Math.random().toString(36).slice(2)}.${kind}`);
      await writeFile(path, source);
      const { stdout } = await execute(process.execPath, [path], { cwd: folder });
      return JSON.parse(stdout);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The lines that a TypeScript compiler prints about `files`; none when they compile. */
export async function compile(
  { folder }: Consumer,
  compiler: (typeof compilers)[number],
  options: Record<string, unknown>,
  files: Record<string, string>,
): Promise<string[]> {
  const project = await mkdtemp(join(folder, "project-"));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(project, name), text);
  }
  await writeFile(
    join(project, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: { strict: true, noEmit: true, target: "es2022", lib: ["es2022"], types: [], ...options },
      files: Object.keys(files).filter((name) => name !== "package.json"),
    }),
  );
  try {
    await execute(
      process.execPath,
      [join(TYPES, `node_modules/${compiler}/bin/tsc`), "-p", project, "--pretty", "false"],
      {
        cwd: folder,
        maxBuffer: 2 ** 26,
      },
    );
    return [];
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    return stdout.split("\n").filter((line) => line.includes("error TS"));
  }
}

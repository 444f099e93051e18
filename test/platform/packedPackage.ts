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

/** An application with the published package and the supported compilers. */
export interface Consumer {
  folder: string;
  /** The folder of the package. */
  packageFolder: string;
  unpackedSize: number;
  files: string[];
  /** Runs a Node.js program from a string, and returns the JSON that it prints. */
  run(source: string, kind: "cjs" | "mjs"): Promise<unknown>;
  /** Runs a program that must end with an uncaught error, without settings of this machine, and returns its stderr. */
  fail(source: string, kind: "cjs" | "mjs"): Promise<string>;
  remove(): Promise<void>;
}

export async function packedPackage(): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), "consumer-"));
  const { manifest, unpackedSize, files } = await packTarball();
  await execute(process.execPath, ["scripts/setup.js", "test/types"], { cwd: ROOT });
  await installApplication(folder, { dependencies: { [manifest.name]: manifest.version } });
  const program = async (source: string, kind: "cjs" | "mjs"): Promise<string> => {
    const path = join(folder, `program-${Math.random().toString(36).slice(2)}.${kind}`);
    await writeFile(path, source);
    return path;
  };
  return {
    folder,
    packageFolder: join(folder, "node_modules/cognito-identity-client"),
    unpackedSize,
    files: files.map(({ path }) => path),
    async run(source, kind) {
      const { stdout } = await execute(process.execPath, [await program(source, kind)], { cwd: folder });
      return JSON.parse(stdout);
    },
    async fail(source, kind) {
      const env = { PATH: process.env.PATH, HOME: folder, AWS_EC2_METADATA_DISABLED: "true" };
      const running = execute(process.execPath, [await program(source, kind)], { cwd: folder, env });
      const outcome: { code?: unknown; stderr: string } = await running.catch((error) => error);
      if (outcome.code !== 1) {
        throw new Error(`The program should have ended with an uncaught error. It printed: ${outcome.stderr}`);
      }
      return outcome.stderr;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

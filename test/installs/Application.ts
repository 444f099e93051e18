import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Manager } from "./managers.js";

export interface Outcome {
  status: number;
  /** Warnings and errors, without times. */
  complaints: string[];
}

interface Ended {
  status: number;
  stdout: string;
  printed: string;
}

const PROGRAMS = fileURLToPath(new URL("programs", import.meta.url));
const COMPLAINT = /warn|error|fail|deprecat|ignored|blocked|skipped|disabled|unmet|missing|invalid|\bERR|✕/i;
/** A message of pnpm on a busy machine. */
const SLOW = /request took|download average speed/i;

/** An application without installed packages. Its package manager can reach only one registry on loopback. */
export class Application {
  static async make(manager: Manager, registry: string): Promise<Application> {
    const world = await mkdtemp(join(tmpdir(), "installs-"));
    onTestFinished(() => rm(world, { recursive: true, force: true }));
    const folder = join(world, "application");
    await mkdir(join(world, "home"));
    await cp(PROGRAMS, folder, { recursive: true });
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "application", private: true }));
    await writeFile(join(folder, ".npmrc"), `registry=${registry}\n`);
    const variables = {
      ...{ PATH: process.env.PATH, HOME: join(world, "home"), ...manager.variables },
      YARN_NPM_REGISTRY_SERVER: registry,
      // No server listens here, so that only loopback can be reached.
      ...{ HTTP_PROXY: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9", NO_PROXY: "127.0.0.1" },
    };
    return new Application(manager, folder, variables);
  }

  readonly #manager: Manager;
  readonly #folder: string;
  readonly #variables: NodeJS.ProcessEnv;

  private constructor(manager: Manager, folder: string, variables: NodeJS.ProcessEnv) {
    this.#manager = manager;
    this.#folder = folder;
    this.#variables = variables;
  }

  /** Adds a package like a user. */
  async add(name: string, ...options: readonly string[]): Promise<Outcome> {
    const { add, prefix = "" } = this.#manager;
    const { status, printed } = await this.#execute([...add, ...options, `${prefix}${name}`]);
    const lines = printed.split("\n").map((line) => line.replace(/\d+(?:\.\d+)?(?:s \d+)?m?s$/, "…"));
    return { status, complaints: lines.filter((line) => COMPLAINT.test(line) && !SLOW.test(line)) };
  }

  /** The output of one of the programs. */
  async run(program: string, variables: Readonly<Record<string, string>>): Promise<string> {
    const { run = [process.execPath] } = this.#manager;
    const { status, stdout, printed } = await this.#execute([...run, program], variables);
    return status === 0 ? stdout.trim() : `status ${status}: ${printed}`;
  }

  #execute([file = "", ...parameters]: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const options = { cwd: this.#folder, env: { ...this.#variables, ...variables } };
    return new Promise((resolve, reject) => {
      const child = execFile(file, parameters, options, (error, stdout, stderr) => {
        if (child.exitCode === null) reject(error);
        else resolve({ status: child.exitCode, stdout, printed: stdout + stderr });
      });
    });
  }
}

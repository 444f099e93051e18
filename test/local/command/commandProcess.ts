import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { inject, onTestFinished } from "vitest";
import { programOptions, ROOT } from "../programOptions.js";

export type Program = "cognito-identity-client" | "cognito-identity-local";

export interface Surroundings {
  env?: Record<string, string>;
  /** Converts the arguments of the command to those of the process that runs it. */
  wrap?: (words: readonly string[]) => string[];
}

const folder = mkdtempSync(join(inject("runFolder"), "command-"));
// Each program as one file, because dozens of processes start here, and each would compile the sources again.
buildSync({
  entryPoints: ["client", "local"].map((name) => join(ROOT, `src/local/command/cognito-identity-${name}.ts`)),
  outdir: folder,
  outExtension: { ".js": ".cjs" },
  ...programOptions,
});
// It contains the version.
copyFileSync(join(ROOT, "package.json"), join(folder, "package.json"));

/** The command in its own process, which ends with the test. */
export class CommandProcess {
  readonly process: ChildProcess;
  stdout = "";
  stderr = "";
  /** The exit status, or the name of the signal that ended it. */
  readonly ended: Promise<number | string | null>;

  constructor(program: Program, args: readonly string[], { env, wrap = (words) => [...words] }: Surroundings = {}) {
    const [file = "", ...rest] = wrap([process.execPath, join(folder, `${program}.cjs`), ...args]);
    const packages = { NODE_PATH: join(ROOT, "node_modules") };
    this.process = spawn(file, rest, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...packages, ...env },
    });
    this.process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.ended = new Promise((resolve, reject) => {
      this.process.on("error", reject);
      this.process.on("close", (status, signal) => resolve(signal ?? status));
    });
    onTestFinished(() => {
      this.process.kill("SIGKILL");
    });
  }

  /** Waits until the output contains it. */
  async prints(expression: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = expression.exec(this.stdout);
      if (match !== null) return match;
      const status = await Promise.race([this.#printed(), this.ended]);
      if (status !== undefined && !expression.test(this.stdout)) {
        throw new Error(`${expression} was not printed, but:\n${this.stdout}\n${this.stderr}`);
      }
    }
  }

  /** Waits for more data on the standard output. */
  #printed(): Promise<undefined> {
    return new Promise((resolve) => this.process.stdout?.once("data", () => resolve(undefined)));
  }

  async endpoint(): Promise<string> {
    const [, endpoint = ""] = await this.prints(/"?endpoint"?:? *"?(https?:\/\/[\w.:[\]]+)/);
    return endpoint;
  }
}

/** Waits for the process to exit. */
export async function run(
  program: Program,
  ...args: readonly string[]
): Promise<{ status: number | string | null; stdout: string; stderr: string }> {
  const command = new CommandProcess(program, args);
  const status = await command.ended;
  return { status, stdout: command.stdout, stderr: command.stderr };
}

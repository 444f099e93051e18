import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const TSX = import.meta.resolve("tsx");
const FOLDER = new URL("../../../src/local/command/", import.meta.url);
const PATIENCE_MS = 15_000;

export type Program = "cognito-identity-client" | "cognito-identity-local";

export interface Surroundings {
  env?: Record<string, string>;
  /** Turns the words of the command into those that are run. */
  wrap?: (words: readonly string[]) => string[];
}

/** The command in a process of its own, from its sources. Ends with the test. */
export class CommandProcess {
  readonly process: ChildProcess;
  stdout = "";
  stderr = "";
  /** The exit status; a signal's name when one ended it. */
  readonly ended: Promise<number | string | null>;

  constructor(program: Program, args: readonly string[], { env, wrap = (words) => [...words] }: Surroundings = {}) {
    const source = fileURLToPath(new URL(`${program}.ts`, FOLDER));
    const [file = "", ...rest] = wrap([process.execPath, "--import", TSX, source, ...args]);
    this.process = spawn(file, rest, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
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

  /** Waits until the output has it. */
  async prints(expression: RegExp): Promise<RegExpExecArray> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const match = expression.exec(this.stdout);
      if (match !== null) return match;
      if (performance.now() > deadline || this.process.exitCode !== null) {
        throw new Error(`${expression} was not printed, but:\n${this.stdout}\n${this.stderr}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async endpoint(): Promise<string> {
    const [, endpoint = ""] = await this.prints(/"?endpoint"?:? *"?(https?:\/\/[\w.:[\]]+)/);
    return endpoint;
  }
}

/** Runs to the end. */
export async function run(
  program: Program,
  ...args: readonly string[]
): Promise<{ status: number | string | null; stdout: string; stderr: string }> {
  const command = new CommandProcess(program, args);
  const status = await command.ended;
  return { status, stdout: command.stdout, stderr: command.stderr };
}

import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { mapped, type Turn } from "./measure.js";

/** Programs that run at the same time, by contestant. Each responds to a message with figures. */
export class Programs {
  readonly #programs: Record<string, { process: ChildProcess; exit: Promise<never> }> = {};

  start(contestant: string, name: string, programArguments: readonly string[], execArgv: string[] = []): void {
    const process = fork(programPath(name), programArguments, { execArgv, env: environment() });
    const exit = once(process, "exit").then(([code]) => Promise.reject(new Error(`${name} exited with ${code}.`)));
    exit.catch(() => undefined);
    this.#programs[contestant] = { process, exit };
  }

  /** A turn of each program. */
  turns(message: object): Record<string, Turn> {
    return mapped(this.#programs, ({ process, exit }) => async () => {
      process.send(message);
      return (await Promise.race([once(process, "message"), exit]))[0];
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { process, exit } of Object.values(this.#programs)) {
      process.kill();
      await exit.catch(() => undefined);
    }
  }
}

/** The figures that a program prints. */
export async function figuresOf(argv: readonly string[], node = process.execPath, variables = {}): ReturnType<Turn> {
  const { stdout } = await promisify(execFile)(node, argv, { env: { ...environment(), ...variables } });
  return JSON.parse(stdout);
}

export function programPath(name: string): string {
  return fileURLToPath(new URL(`programs/${name}`, import.meta.url));
}

/** Without the settings of the user for AWS and Node.js. */
function environment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(?:AWS_|NODE_)/.test(name));
  return {
    ...Object.fromEntries(others),
    AWS_CONFIG_FILE: "/nonexistent/config",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
    AWS_EC2_METADATA_DISABLED: "true",
    // AWS's client prints a warning about the version of Node.js.
    NODE_NO_WARNINGS: "1",
  };
}

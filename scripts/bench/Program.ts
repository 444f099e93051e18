import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { alternate } from "./rounds.js";

/** A program of `programs/` in its own process. It answers each message with one message. */
export class Program {
  readonly #process: ChildProcess;
  readonly #exit: Promise<never>;

  constructor(name: string, programArguments: readonly string[] = [], execArgv: readonly string[] = []) {
    const path = fileURLToPath(new URL(`programs/${name}.mjs`, import.meta.url));
    this.#process = fork(path, programArguments, { execArgv: [...execArgv], env: environment() });
    this.#exit = once(this.#process, "exit").then(([code]) => {
      throw new Error(`${name} exited with ${code}.`);
    });
    this.#exit.catch(() => undefined);
  }

  /** The next message from the program, in response to `message`, if given. */
  async ask<Answer>(message?: object): Promise<Answer> {
    const answer = once(this.#process, "message");
    if (message !== undefined) {
      this.#process.send(message);
    }
    return (await Promise.race([answer, this.#exit]))[0] as Answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill();
    await this.#exit.catch(() => undefined);
  }
}

/** Programs that run at the same time, and take turns. */
export class Programs {
  readonly #programs = new Map<string, Program>();

  add(name: string, program: Program): void {
    this.#programs.set(name, program);
  }

  ask<Answer>(name: string, message: object): Promise<Answer> {
    return (this.#programs.get(name) as Program).ask(message);
  }

  turns<Answer>(rounds: number, message: object): Promise<Record<string, Answer[]>> {
    return alternate([...this.#programs.keys()], rounds, (name) => this.ask<Answer>(name, message));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#programs.values()].map((program) => program[Symbol.asyncDispose]()));
  }
}

/** Without the settings of the user for AWS and Node.js. */
export function environment(): NodeJS.ProcessEnv {
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

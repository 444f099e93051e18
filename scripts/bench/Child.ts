import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A program of `programs/` in a process of its own, which answers each message with one message. */
export class Child {
  readonly #process: ChildProcess;

  constructor(program: string, programArguments: readonly string[], execArgv: readonly string[] = []) {
    const path = program.startsWith("/") ? program : fileURLToPath(new URL(`programs/${program}`, import.meta.url));
    this.#process = fork(path, programArguments, { execArgv: [...execArgv], env: plainEnvironment() });
  }

  /** What the program says next, after it was sent `message`, if any. */
  ask<Answer>(message?: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void =>
        reject(new Error(`${this.#process.spawnargs[1]} ended with ${code}.`));
      this.#process.once("exit", ended);
      this.#process.once("message", (answer) => {
        this.#process.off("exit", ended);
        resolve(answer as Answer);
      });
      if (message !== undefined) {
        this.#process.send(message);
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null) {
      const ended = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill();
      await ended;
    }
  }
}

/** Nothing that the machine's owner set up for AWS. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(?:AWS_|NODE_OPTIONS|NODE_COMPILE_CACHE)/.test(name),
  );
  return {
    ...Object.fromEntries(others),
    AWS_CONFIG_FILE: "/nonexistent/config",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
    AWS_EC2_METADATA_DISABLED: "true",
    // The reference warns of the version of Node.js.
    NODE_NO_WARNINGS: "1",
  };
}

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);
/** A runtime that prints more is out of control; its last output shows why. */
const KEPT_CHARACTERS = 4_000;

/** The output of a program. */
export async function output(file: string, ...parameters: string[]): Promise<string> {
  const { stdout, stderr } = await execute(file, parameters, { maxBuffer: 2 ** 26 });
  return `${stdout}${stderr}`.trim();
}

/**
 * Runs a program until it exits.
 *
 * @throws Error with its output, unless it exited with status 0.
 */
export async function succeed(
  file: string,
  parameters: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const started = startProcess(file, parameters, options);
  const status = await started.ended;
  if (status !== 0) {
    throw new Error(`${file} ended with ${status}:\n${started.printed()}`);
  }
  return started.printed();
}

export interface StartedProcess {
  readonly child: ChildProcess;
  /** The exit status, or the name of the signal. */
  readonly ended: Promise<number | string>;
  /** The end of its output on stdout and stderr. */
  printed(): string;
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export function startProcess(
  file: string,
  parameters: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): StartedProcess {
  const child = spawn(file, parameters, { ...options, stdio: ["pipe", "pipe", "pipe"] });
  running.add(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text = (text + chunk).slice(-KEPT_CHARACTERS);
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal ?? "an unknown status"));
  }).finally(() => running.delete(child));
  return { child, ended, printed: () => text };
}

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { environment, type Program } from "./installedTools.js";

export interface Driver<Reply> {
  /** The version of the tool, from the first line of the driver's output. */
  readonly version: unknown;
  call(request: object): Promise<Reply>;
}

/** Starts a Python script of this folder that answers each line of JSON with one line. It ends with the test. */
export async function startDriver<Reply>(
  python: Program,
  script: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Driver<Reply>> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(python.path, [path], { env: environment(variables) });
  let complaints = "";
  child.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  onTestFinished(() => {
    child.stdin.end();
    child.kill();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const readLine = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`${script} ended: ${complaints}`);
    return JSON.parse(value);
  };
  return {
    version: await readLine(),
    call: (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return readLine() as Promise<Reply>;
    },
  };
}

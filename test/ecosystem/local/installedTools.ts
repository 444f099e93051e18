import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { TestContext } from "vitest";

const execute = promisify(execFile);

/** A program that a test needs, and that is not among the project's packages. */
export interface Program {
  readonly path: string;
  /** `aws-cli/2.9.19 Python/3.11.2 …`, or only the version for botocore. */
  readonly version: string;
}

/** Debian's comes first. A developer can have another one in the path. */
export const find = async (paths: readonly string[], argv: readonly string[]): Promise<Program[]> => {
  const found = await Promise.all(
    paths.map(async (path): Promise<Program | undefined> => {
      try {
        const { stdout } = await execute(path, argv);
        return { path, version: stdout.trim() };
      } catch {
        return undefined;
      }
    }),
  );
  const programs = found.filter((program) => program !== undefined);
  return programs.filter(({ version }, index) => programs.findIndex((other) => other.version === version) === index);
};

export const findAwsCli = (): Promise<Program[]> => find(["/usr/bin/aws", "aws"], ["--version"]);

/** The Python installations that can run a script, which prints the version of the tool that it imports. */
export const findPython = (script: string): Promise<Program[]> => find(["/usr/bin/python3", "python3"], ["-c", script]);

/** Skips the test if the program is missing, with a message; if the program is required (`.ci/run`), the test fails. */
export function requireProgram(program: Program | undefined, debianPackage: string, { skip }: TestContext): Program {
  if (program !== undefined) return program;
  const message = `${debianPackage} is not installed. On Debian: apt-get install --no-install-recommends ${debianPackage}`;
  if (process.env.REQUIRE_AWS_TOOLS === "1") throw new Error(message);
  console.info(`Skipped: ${message}`);
  return skip(message);
}

/** Whether it supports AWS_ENDPOINT_URL_COGNITO_IDENTITY (2023: CLI 2.13 and 1.29, botocore 1.31). */
export function knowsEndpointVariable({ version }: Program): boolean {
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  const isCli = version.startsWith("aws-cli/");
  return minor >= (!isCli ? 31 : major === 1 ? 29 : 13);
}

/** Without the machine's AWS settings, and without a proxy for loopback. */
export const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  LANG: "C.UTF-8",
  NO_PROXY: "127.0.0.1",
  AWS_CONFIG_FILE: "/nonexistent/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_DEFAULT_REGION: "us-east-1",
  AWS_PAGER: "",
  ...more,
});

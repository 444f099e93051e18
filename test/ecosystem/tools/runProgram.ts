import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";

const execute = promisify(execFile);

/** What a program printed in the application with the reference, and in the one with our package. */
export interface Transcripts<Transcript> {
  reference: Transcript;
  ours: Transcript;
}

/** Of one application at a time: each has a world of its own to talk to. */
export async function inBoth<Transcript>(
  run: (folder: string, application: "reference" | "ours") => Promise<Transcript>,
): Promise<Transcripts<Transcript>> {
  const applications = inject("applications");
  const [reference, ours] = await Promise.all([
    run(applications.reference.folder, "reference"),
    run(applications.ours.folder, "ours"),
  ]);
  return { reference, ours };
}

/** Runs a program of an application, with nothing in its environment but `variables`; what it prints is JSON. */
export async function runProgram(
  folder: string,
  program: string,
  variables: Record<string, string | undefined> = {},
): Promise<unknown> {
  const { stdout } = await execute(process.execPath, [join(folder, program)], {
    cwd: folder,
    env: environment(variables),
  });
  return JSON.parse(stdout);
}

/** The settings of a developer who works against a service at `endpoint`. */
export const environment = (variables: Record<string, string | undefined>): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  AWS_CONFIG_FILE: "/nonexistent/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  ...variables,
});

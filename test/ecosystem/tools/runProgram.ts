import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { environment } from "../environment.js";
import { installedApplications } from "./installedApplications.js";

const execute = promisify(execFile);

/** The output of a program in the application with the reference, and in the one with this package. */
export interface Transcripts<Transcript> {
  reference: Transcript;
  ours: Transcript;
}

/** One application after the other, each with its own servers. */
export async function inBothApplications<Transcript>(
  run: (folder: string, application: "reference" | "ours") => Promise<Transcript>,
): Promise<Transcripts<Transcript>> {
  const applications = await installedApplications();
  const [reference, ours] = await Promise.all([
    run(applications.reference.folder, "reference"),
    run(applications.ours.folder, "ours"),
  ]);
  return { reference, ours };
}

/** Runs a program of an application, with only `variables` in its environment. It prints JSON. */
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

import { join } from "node:path";
import { succeed } from "../processes.js";
import type { Run, RunSettings, Workplace } from "../Runtime.js";

/** Variables with settings of this machine for AWS or npm. */
const FOREIGN_VARIABLES = /^(?:AWS_|npm_|NODE_|NO_PROXY$|HTTPS?_PROXY$)/i;

/** The programs for runtimes that load packages like Node.js. `under` describes the arguments in the names of the runs. */
export function programs(
  file: string,
  parameters: readonly string[],
  { application }: Workplace,
  under: string = "",
): Run[] {
  const start = (program: string) => async (settings: RunSettings) => {
    await succeed(file, [...parameters, join(application, program)], {
      cwd: application,
      env: { ...environment(), SUITE_SETTINGS: JSON.stringify(settings) },
    });
  };
  return [
    { name: `ES module${under}`, expectedRuntime: "node", start: start("program.mjs") },
    { name: `CommonJS${under}`, expectedRuntime: "node", start: start("program.cjs") },
  ];
}

export function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN_VARIABLES.test(name));
  return { ...Object.fromEntries(own), AWS_EC2_METADATA_DISABLED: "true", DENO_NO_UPDATE_CHECK: "1" };
}

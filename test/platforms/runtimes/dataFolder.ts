import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeApplication } from "../application.js";
import { installed } from "../installed.js";
import { succeed } from "../processes.js";
import type { Run, Runtime } from "../Runtime.js";
import { dataFolderCases } from "../suite/dataFolder.js";
import { environment } from "./programs.js";

/** The runtimes that load native code, with the command that runs a program. */
const COMMANDS: Readonly<Record<string, () => string[]>> = {
  "Node.js 20": () => [installed("node20/bin/node")],
  "Node.js 22": () => [installed("node22/bin/node")],
  "Node.js 24": () => [installed("node24/bin/node")],
  "Node.js 26": () => [installed("node26/bin/node")],
  Bun: () => [installed("@oven/bun-linux-x64-baseline/bin/bun"), "run"],
  Deno: () => [installed("@deno/linux-x64-glibc/deno"), "run", "--no-prompt", "--node-modules-dir=manual", "-A"],
};

/** The local service with a data folder, in an application that also has `classic-level`. */
export const dataFolder: Runtime = {
  name: "Data folder",
  version: async () => "of each runtime",
  async prepare() {
    const application = await makeApplication("classic-level");
    return {
      runs: Object.entries(COMMANDS).map(([name, command]) => runOf(name, command, application)),
      close: () => rm(application, { recursive: true, force: true }),
    };
  },
};

function runOf(name: string, command: () => string[], application: string): Run {
  return {
    name,
    expectedRuntime: "node",
    cases: dataFolderCases,
    async start(settings) {
      const [file = "", ...parameters] = command();
      const folder = await mkdtemp(join(application, "data-"));
      await succeed(file, [...parameters, join(application, "dataFolder.mjs")], {
        cwd: application,
        env: { ...environment(), SUITE_SETTINGS: JSON.stringify({ ...settings, dataFolder: folder }) },
      });
    },
  };
}

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installed } from "../installed.js";
import { output, succeed } from "../processes.js";
import type { Run, RunSettings, Runtime } from "../Runtime.js";
import { ADMIN } from "../suite/accessKeys.js";
import { bundledServiceCases, serverBundleCases } from "../suite/serverBundle.js";
import { environment } from "./programs.js";

const SCRIPT = fileURLToPath(new URL("../bundlers/server.mjs", import.meta.url));
const NODE = () => installed("node24/bin/node");
const BUN = () => installed("@oven/bun-linux-x64-baseline/bin/bun");

interface Bundle {
  readonly name: string;
  /** The name of the tool in server.mjs. */
  readonly tool: string;
  readonly outfile: "app.mjs" | "app.cjs" | "app";
  /** The program that runs the bundle. If there is none, the bundle is an executable. */
  readonly runner: (() => string) | undefined;
  /** esbuild's ES modules have no `require`, which CommonJS code in the local service needs. */
  readonly onlyModules?: true;
}

const bundles: readonly Bundle[] = [
  { name: "esbuild", tool: "esbuild", outfile: "app.mjs", runner: NODE, onlyModules: true },
  { name: "esbuild, with a banner", tool: "esbuild-banner", outfile: "app.mjs", runner: NODE },
  { name: "esbuild, CommonJS", tool: "esbuild-cjs", outfile: "app.cjs", runner: NODE },
  {
    name: "esbuild, own conditions, with a banner",
    tool: "esbuild-conditions-banner",
    outfile: "app.mjs",
    runner: NODE,
  },
  { name: "esbuild, own conditions, CommonJS", tool: "esbuild-conditions", outfile: "app.cjs", runner: NODE },
  { name: "Rollup", tool: "rollup", outfile: "app.mjs", runner: NODE },
  { name: "Rolldown", tool: "rolldown", outfile: "app.mjs", runner: NODE },
  { name: "webpack", tool: "webpack", outfile: "app.cjs", runner: NODE },
  { name: "Vite SSR", tool: "vite-ssr", outfile: "app.mjs", runner: NODE },
  { name: "Vite SSR, own conditions", tool: "vite-ssr-conditions", outfile: "app.mjs", runner: NODE },
  { name: "Bun, for Node.js", tool: "bun-node", outfile: "app.mjs", runner: NODE },
  { name: "Bun", tool: "bun", outfile: "app.mjs", runner: BUN },
  { name: "Bun, one program", tool: "bun-compile", outfile: "app", runner: undefined },
  { name: "ncc", tool: "ncc", outfile: "app.mjs", runner: NODE },
];

/** Bundles for servers, with the package and all of its dependencies, in a folder without node_modules. */
export const serverBundles: Runtime = {
  name: "Server bundles",
  version: async () => `run by Node.js ${await output(NODE(), "--version")}`,
  async prepare({ application }) {
    const deployed = await mkdtemp(join(tmpdir(), "server-bundles-"));
    return {
      runs: bundles.map((bundle) => runOf(bundle, application, join(deployed, bundle.tool))),
      close: () => rm(deployed, { recursive: true, force: true }),
    };
  },
};

function runOf({ name, tool, outfile, runner, onlyModules }: Bundle, application: string, folder: string): Run {
  const program = onlyModules ? "serverClient.mjs" : "localService.mjs";
  return {
    name,
    expectedRuntime: "node",
    cases: onlyModules ? serverBundleCases : [...serverBundleCases, ...bundledServiceCases],
    async start(settings) {
      const file = join(folder, outfile);
      // Deprecation warnings of the tool itself are not relevant.
      const output = await succeed(NODE(), ["--no-deprecation", SCRIPT, tool, join(application, program), file]);
      if (output.trim() !== "") {
        throw new Error(`${name} warns:\n${output}`);
      }
      const env = await surroundings(folder, settings);
      const [command = file, ...parameters] = runner === undefined ? [file] : [runner(), file];
      await succeed(command, parameters, { cwd: folder, env });
    },
  };
}

/** A Region and keys in shared config files. */
async function surroundings(folder: string, settings: RunSettings): Promise<NodeJS.ProcessEnv> {
  const { accessKeyId, secretAccessKey } = ADMIN;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "config"), "[default]\nregion = eu-west-1\n");
  await writeFile(
    join(folder, "credentials"),
    `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  );
  return {
    ...environment(),
    AWS_CONFIG_FILE: join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    SUITE_SETTINGS: JSON.stringify(settings),
  };
}

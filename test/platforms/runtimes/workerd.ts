import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundle } from "../bundles.js";
import { installed } from "../installed.js";
import { output, succeed } from "../processes.js";
import type { Run, RunSettings, Runtime } from "../Runtime.js";

const file = () => installed("@cloudflare/workerd-linux-64/bin/workerd");
/** The bundler and options of Cloudflare's own tool. */
const CONDITIONS = ["workerd", "worker", "browser"];
/** The newest date that this workerd supports, but not in the future. */
const COMPATIBILITY_DATE = "2026-11-01";

/** Cloudflare's runtime without a server: it can run a Worker as a test. */
export const workerd: Runtime = {
  name: "workerd",
  version: () => output(file(), "--version"),
  async prepare({ application }) {
    const folder = join(application, "workerd");
    await mkdir(folder);
    await bundle("esbuild", join(application, "workerd.mjs"), join(folder, "app.js"), ...CONDITIONS);
    const run = (name: string, flags: string[]): Run => ({
      name,
      expectedRuntime: "browser",
      async start(settings) {
        const path = join(folder, `${flags.join("-") || "plain"}.capnp`);
        await writeFile(path, configuration(settings, flags));
        await succeed(file(), ["test", path], { cwd: folder });
      },
    });
    return { runs: [run("alone", []), run("with Node.js's modules", ["nodejs_compat"])] };
  },
};

const configuration = (settings: RunSettings, flags: readonly string[]): string => `
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "app", worker = .app),
    (name = "internet", network = (allow = ["private"])),
  ],
);

const app :Workerd.Worker = (
  modules = [(name = "app.js", esModule = embed "app.js")],
  bindings = [
    (name = "SUITE_SETTINGS", json = ${JSON.stringify(JSON.stringify(settings))}),
    (name = "SELF", service = "app"),
  ],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  compatibilityFlags = ${JSON.stringify(flags)},
);
`;

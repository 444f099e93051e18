import { installed } from "../installed.js";
import { output } from "../processes.js";
import type { Runtime } from "../Runtime.js";
import { programs } from "./programs.js";

const file = () => installed("@deno/linux-x64-glibc/deno");
/** What the package needs to be allowed: network, and what Node.js's own modules ask for. */
const PERMISSIONS = ["--allow-net", "--allow-env", "--allow-read", "--allow-sys"];

export const deno: Runtime = {
  name: "Deno",
  version: async () => (await output(file(), "--version")).split("\n")[0] ?? "",
  prepare: async (workplace) => ({
    runs: programs(file(), ["run", "--no-prompt", "--node-modules-dir=manual", ...PERMISSIONS], workplace),
  }),
};

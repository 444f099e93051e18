import { installed } from "../installed.js";
import { output } from "../processes.js";
import type { Runtime, Workplace } from "../Runtime.js";
import { programs } from "./programs.js";

const file = () => installed("@deno/linux-x64-glibc/deno");
/** The permissions that the package needs: network, environment, name of the system, and its own files. */
const permissions = ({ application }: Workplace) => [
  "--allow-net",
  "--allow-env",
  "--allow-sys",
  `--allow-read=${application}`,
];

export const deno: Runtime = {
  name: "Deno",
  version: async () => (await output(file(), "--version")).split("\n")[0] ?? "",
  prepare: async (workplace) => ({
    runs: programs(file(), ["run", "--no-prompt", "--node-modules-dir=manual", ...permissions(workplace)], workplace),
  }),
};

import { installed } from "../installed.js";
import { output } from "../processes.js";
import type { Runtime } from "../Runtime.js";
import { programs } from "./programs.js";

const file = () => installed("@oven/bun-linux-x64-baseline/bin/bun");

export const bun: Runtime = {
  name: "Bun",
  version: () => output(file(), "--version"),
  prepare: async (workplace) => ({ runs: programs(file(), ["run"], workplace) }),
};

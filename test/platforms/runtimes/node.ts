import { installed } from "../installed.js";
import { output } from "../processes.js";
import type { Runtime, Workplace } from "../Runtime.js";
import { programs } from "./programs.js";

/** The current Node.js releases. The first one is the oldest version that package.json allows. */
export const nodes: Runtime[] = [20, 22, 24, 26].map((major) => {
  const file = () => installed(`node${major}/bin/node`);
  return {
    name: `Node.js ${major}`,
    version: () => output(file(), "--version"),
    prepare: async (workplace) => ({
      runs: [
        ...programs(file(), [], workplace),
        ...programs(file(), permissions(major, workplace), workplace, ", permission model"),
      ],
    }),
  };
});

/** Allows the network, and reading the application's own folder, but not the home directory. */
function permissions(major: number, { application }: Workplace): string[] {
  const read = `--allow-fs-read=${application}/`;
  return major === 20
    ? ["--experimental-permission", read]
    : ["--permission", read, ...(major >= 26 ? ["--allow-net"] : [])];
}

/** The heap that clients and calls use, and its growth over many calls. */
import { contestants } from "./contestants.js";
import { Program } from "./Program.js";
import type { Row, Rows } from "./results.js";
import { alternate, medians } from "./rounds.js";

const GROWTH_CALLS = 100_000;

export async function memory(quick: boolean): Promise<Rows> {
  const all = await contestants();
  const measure = async (figure: string, names: readonly string[], count: number): Promise<Row> => {
    const samples = await alternate(names, quick ? 1 : 3, async (name) => {
      const { folder, package: packageName } = all[name as keyof typeof all];
      // V8 discards bytecode that has not run for a while, which would add 100 kB of noise.
      await using program = new Program("memory", [folder, packageName], ["--expose-gc", "--no-flush-bytecode"]);
      return await program.ask<number>({ figure, count });
    });
    return medians("kB", samples, (bytes) => bytes / 1000);
  };
  return {
    usedClients: await measure("usedClients", ["ours", "reference"], 1000),
    inFlight: await measure("inFlight", ["ours", "reference"], 1000),
    growth: await measure("growth", ["ours"], quick ? GROWTH_CALLS / 20 : GROWTH_CALLS),
  };
}

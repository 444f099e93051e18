/** Heap that clients and calls hold, and what stays of calls that are over. */
import { alternate, medians } from "./alternate.js";
import { Child } from "./Child.js";
import { type Contestant, ours, reference } from "./contestants.js";
import type { BenchOptions, Row } from "./Figures.js";

const GROWTH_CALLS = 100_000;

export async function memory({ quick }: BenchOptions): Promise<Row[]> {
  const contestants: Record<string, Contestant> = { ours: await ours(), reference: await reference() };
  const row = async (
    id: string,
    what: string,
    names = Object.keys(contestants),
    options: object = {},
  ): Promise<Row> => {
    const samples = await alternate(names, quick ? 1 : 3, async (name) => {
      const { folder, package: packageName } = contestants[name] as Contestant;
      // V8 throws away what it has compiled when it has not run for a while, and compiles it anew: 100 kB of noise.
      await using child = new Child("memory.mjs", [folder, packageName], ["--expose-gc", "--no-flush-bytecode"]);
      return (await child.ask<number>({ figure: id, ...options })) / 1000;
    });
    return { id, what, unit: "kB", ...medians(samples, (kilobytes) => kilobytes) };
  };
  return [
    await row("clients", "1,000 clients"),
    await row("usedClients", "1,000 clients that have made a call"),
    await row("inFlight", "1,000 calls in flight"),
    await row("growth", "growth over 100,000 calls that are over", ["ours"], {
      calls: quick ? GROWTH_CALLS / 20 : GROWTH_CALLS,
    }),
  ];
}

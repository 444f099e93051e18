/**
 * `npm run bench [-- --only NAME,…] [--quick] [--results FILE]`: this package as published, AWS's, and the floor, side by side.
 */
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { benches } from "./bench/benches.js";
import type { Bench, Stamp } from "./bench/Figures.js";
import { readResults, writeResults } from "./bench/results.js";
import { printGoals } from "./bench/show/goals.js";
import { printSection } from "./bench/show/table.js";

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    quick: { type: "boolean", default: false },
    results: { type: "string", default: "bench/results.json" },
  },
});
const results = readResults(values.results);
for (const { name, title, run } of chosen(values.only.flatMap((names) => names.split(",")))) {
  const begin = performance.now();
  const rows = await run({ quick: values.quick });
  results[name] = { title, measured: stamp(), rows };
  printSection(results[name]);
  console.log(`${name} took ${((performance.now() - begin) / 1000).toFixed(0)} s.\n`);
  writeResults(values.results, results);
}
printGoals(results);

function chosen(names: readonly string[]): readonly Bench[] {
  if (names.length === 0) {
    return benches.filter(({ onlyWhenAsked }) => onlyWhenAsked !== true);
  }
  const unknown = names.filter((name) => benches.every((bench) => bench.name !== name));
  if (unknown.length > 0) {
    throw new Error(
      `No bench is named ${unknown.join(", ")}. There are: ${benches.map(({ name }) => name).join(", ")}.`,
    );
  }
  return benches.filter(({ name }) => names.includes(name));
}

function stamp(): Stamp {
  return {
    at: new Date().toISOString().slice(0, 16),
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

/**
 * `npm run bench`: measures this package as published, AWS's client, and the floor, side by side. Writes bench/results.json, the
 * charts, and the figures in README.md and docs/performance.md.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { benches } from "./bench/benches.js";
import type { Bench, Stamp } from "./bench/Figures.js";
import { readResults, writeResults } from "./bench/results.js";
import { printGoals } from "./bench/show/goals.js";
import { publish } from "./bench/show/publish.js";
import { printSection } from "./bench/show/table.js";

const RESULTS = "bench/results.json";

const HELP = `Usage: npm run bench -- [options]

  --only NAME,…    run these benches only, and keep the earlier results of the others
  --quick          run few rounds, to see that everything works; writes nothing
  --results FILE   read and write this file instead of ${RESULTS}, and no charts or Markdown
  --readme         measure nothing; write charts and Markdown from ${RESULTS}
  --help           print this

Benches:
${benches.map(({ name, title, onlyWhenAsked }) => `  ${name.padEnd(15)}${title}${onlyWhenAsked ? " (only with --only)" : ""}`).join("\n")}`;

const values = options();
if (values.help) {
  console.log(HELP);
  process.exit();
}
const results = readResults(values.results ?? RESULTS);

if (!values.readme) {
  for (const { name, title, run } of chosen(values.only.flatMap((names) => names.split(",")))) {
    const begin = performance.now();
    const rows = await run({ quick: values.quick });
    results[name] = { title, measured: stamp(), rows };
    printSection(results[name]);
    console.log(`${name} took ${((performance.now() - begin) / 1000).toFixed(0)} s.\n`);
    if (!values.quick || values.results !== undefined) {
      writeResults(values.results ?? RESULTS, results);
    }
  }
  printGoals(results);
}
if (values.results === undefined && !values.quick) {
  publish(results);
}

function options(): { only: string[]; quick: boolean; readme: boolean; help: boolean; results?: string | undefined } {
  try {
    return parseArgs({
      options: {
        only: { type: "string", multiple: true, default: [] },
        quick: { type: "boolean", default: false },
        results: { type: "string" },
        readme: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return refuse(`${(error as Error).message.replace(/\.$/, "")}.`);
  }
}

function refuse(problem: string): never {
  console.error(`${problem} See \`npm run bench -- --help\`.`);
  process.exit(2);
}

function chosen(names: readonly string[]): readonly Bench[] {
  if (names.length === 0) {
    return benches.filter(({ onlyWhenAsked }) => onlyWhenAsked !== true);
  }
  const unknown = names.filter((name) => benches.every((bench) => bench.name !== name));
  if (unknown.length > 0) {
    refuse(`No bench is named ${unknown.join(", ")}. There are: ${benches.map(({ name }) => name).join(", ")}.`);
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
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
}

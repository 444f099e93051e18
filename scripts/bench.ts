/**
 * `npm run bench`: measures this package as published, AWS's client, and `node:http` alone, side by side. Writes bench/results.json, the
 * charts, and the figures in README.md and docs/performance.md.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { cold, compileCache, cpu, loopback, memory } from "./bench/clients.js";
import { local, million } from "./bench/local.js";
import { bundles, install, types } from "./bench/packages.js";
import { type Rows, readResults, writeResults } from "./bench/results.js";
import { printGoals, printRows } from "./bench/show/console.js";
import { publish } from "./bench/show/publish.js";

/** In the order in which they run. `onRequest`: only with `--only`. */
const benches: Record<string, { title: string; onRequest?: boolean; run: (quick: boolean) => Promise<Rows> }> = {
  cold: { title: "Cold start: a new process", run: cold },
  cpu: { title: "CPU time of a call, with responses from memory", run: cpu },
  loopback: { title: "Calls on loopback (`GetId`)", run: loopback },
  memory: { title: "Memory", run: memory },
  bundles: { title: "Browser bundles, minified", run: bundles },
  install: { title: "What `npm install` installs", run: install },
  types: { title: "Type check", run: types },
  local: { title: "The local service, with its client in the same process", run: local },
  "compile-cache": {
    title: "Cold start on Node.js 24, with and without a compile cache",
    onRequest: true,
    run: compileCache,
  },
  million: { title: "The local service with a million identities", onRequest: true, run: million },
};
const RESULTS = "bench/results.json";
const HELP = `Usage: npm run bench -- [options]

  --only NAME,…    run only these benches, and keep the earlier results of the others
  --quick          run a few rounds, to check that everything works; writes nothing
  --results FILE   read and write this file instead of ${RESULTS}, and no charts or Markdown
  --readme         measure nothing; write charts and Markdown from ${RESULTS}
  --help           print this help

Benches:
${Object.entries(benches)
  .map(([name, { title, onRequest }]) => `  ${name.padEnd(15)}${title}${onRequest ? " (only with --only)" : ""}`)
  .join("\n")}`;

const { only, quick, results: path, readme, help } = options();
if (help) {
  console.log(HELP);
  process.exit();
}
const results = readResults(path ?? RESULTS);
for (const name of readme ? [] : selected(only.flatMap((names) => names.split(",")))) {
  const { title, run } = benches[name] as (typeof benches)[string];
  const start = performance.now();
  const rows = await run(quick);
  results[name] = { measured: machine(), rows };
  printRows(title, results[name]);
  console.log(`${name} took ${((performance.now() - start) / 1000).toFixed(0)} s.\n`);
  if (!quick || path !== undefined) {
    writeResults(path ?? RESULTS, results);
  }
}
printGoals(results);
if (path === undefined && !quick) {
  publish(results);
}

function options() {
  const flag = { type: "boolean", default: false } as const;
  const only = { type: "string", multiple: true, default: [] as string[] } as const;
  try {
    return parseArgs({ options: { only, quick: flag, results: { type: "string" }, readme: flag, help: flag } }).values;
  } catch (error) {
    return exitWith(`${(error as Error).message.replace(/\.$/, "")}.`);
  }
}

function selected(names: readonly string[]): readonly string[] {
  const unknown = names.filter((name) => !(name in benches));
  if (unknown.length > 0) {
    exitWith(`Unknown bench: ${unknown.join(", ")}. Benches: ${Object.keys(benches).join(", ")}.`);
  }
  return Object.keys(benches).filter((name) => (names.length > 0 ? names.includes(name) : !benches[name]?.onRequest));
}

function exitWith(problem: string): never {
  console.error(`${problem} See \`npm run bench -- --help\`.`);
  process.exit(2);
}

function machine() {
  return {
    at: new Date().toISOString().slice(0, 16),
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
}

/** What clients cost at run time: cold starts, CPU time, throughput and latency, memory. */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Contestant, contestants } from "./contestants.js";
import { mapped, measure, prefixed } from "./measure.js";
import { figuresOf, Programs, programPath } from "./Programs.js";
import type { Rows, Unit } from "./results.js";
import { startServer } from "./startServer.js";

/** Times up to each step; JavaScript files that were loaded; network modules that are loaded together with the package. */
const COLD_UNITS: Record<string, Unit> = {
  ...{ load: "ms", client: "ms", public: "ms", signed: "ms", cpu: "ms" },
  ...{ files: "files", network: "modules" },
};
const CALL_UNITS = { perSecond: "/s", msPer1000: "ms", microseconds: "µs", p50: "ms", p99: "ms" } as const;

export function cold(quick: boolean): Promise<Rows> {
  return coldStarts({ require: quick ? 1 : 41, import: quick ? 1 : 21 });
}

/** Node.js 24 is a dependency of the bench. npm has its executable only for Linux. */
export async function compileCache(quick: boolean): Promise<Rows> {
  const manifest = createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/package.json`);
  const node = join(dirname(manifest), "bin/node");
  const folder = mkdtempSync(join(tmpdir(), "bench-compile-cache-"));
  const start = (variables: object) => coldStarts({ require: quick ? 3 : 21 }, node, variables);
  try {
    return {
      ...prefixed("no cache", await start({})),
      ...prefixed("cache", await start({ NODE_COMPILE_CACHE: folder })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** New processes that load the package with `require` or `import`, and make a public and a signed call. */
async function coldStarts(rounds: Record<string, number>, node?: string, variables?: object): Promise<Rows> {
  using server = await startServer();
  const rows: Rows = {};
  for (const [how, count] of Object.entries(rounds)) {
    const turns = mapped(await contestants(), ({ package: name, folder }) => {
      // `import` looks for packages from the folder of the program.
      const program = join(folder, basename(COLD));
      copyFileSync(COLD, program);
      return () => figuresOf([program, name, server.endpoint, how], node, variables);
    });
    Object.assign(rows, await measure(count, COLD_UNITS, turns));
  }
  return rows;
}
const COLD = programPath("cold.cjs");

/** With responses from memory. */
export async function cpu(quick: boolean): Promise<Rows> {
  const { ours, reference } = await contestants();
  const rows: Rows = {};
  for (const kind of ["public", "signed", "rich", "list", "error", "retry"]) {
    await using programs = start({ ours, reference }, kind);
    // AWS's client still becomes faster after one second of calls.
    await measure(1, CALL_UNITS, programs.turns({ ms: quick ? 200 : 3000 }));
    const { microseconds } = await measure(quick ? 2 : 25, CALL_UNITS, programs.turns({ ms: 100 }));
    Object.assign(rows, { [kind]: microseconds });
  }
  return rows;
}

export async function loopback(quick: boolean): Promise<Rows> {
  using server = await startServer();
  await using programs = start(await contestants(), "public", server.endpoint);
  await measure(1, CALL_UNITS, programs.turns({ ms: quick ? 200 : 2000, inFlight: 16 }));
  const rows: Rows = {};
  for (const inFlight of [1, 16, 50]) {
    const turns = programs.turns({ ms: quick ? 100 : 200, inFlight });
    Object.assign(rows, prefixed(String(inFlight), await measure(quick ? 2 : 21, CALL_UNITS, turns)));
  }
  return rows;
}

function start(contestants: Record<string, Contestant>, ...programArguments: readonly string[]): Programs {
  const programs = new Programs();
  for (const [name, { folder, package: packageName }] of Object.entries(contestants)) {
    programs.start(name, "calls.mjs", [folder, packageName, ...programArguments]);
  }
  return programs;
}

/** The heap that clients and calls use, and its growth over many calls. */
export async function memory(quick: boolean): Promise<Rows> {
  const { ours, reference } = await contestants();
  // V8 discards bytecode that has not run for a while, which would add 100 kB of noise.
  const argv = ["--expose-gc", "--no-flush-bytecode", programPath("memory.mjs")];
  const heap = (figure: string, count: number, contestants: Record<string, Contestant>): Promise<Rows> => {
    const turns = mapped(contestants, ({ folder, package: name }) => {
      return () => figuresOf([...argv, folder, name, figure, String(count)]);
    });
    return measure(quick ? 1 : 3, "kB", turns);
  };
  return {
    ...(await heap("usedClients", 1000, { ours, reference })),
    ...(await heap("inFlight", 1000, { ours, reference })),
    ...(await heap("growth", quick ? 5000 : 100_000, { ours })),
  };
}

/**
 * `npm run test:platforms [-- --only NAME]`: runs the conformance suite with the packed package in every runtime, and installs the package
 * with every package manager.
 */
import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { makeApplication } from "./application.js";
import { Hub } from "./Hub.js";
import { countsOf, failuresOf, printMatrix, type Row, withMissingCases } from "./matrix.js";
import type { Run, Runtime } from "./Runtime.js";
import { runtimes } from "./runtimes/index.js";
import { cases } from "./suite/cases.js";

/** The number of runtimes at a time, which mostly wait. */
const LANES = 4;

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const chosen = runtimes.filter(({ name }) => values.only?.some((part) => matches(name, part)) ?? true);
if (chosen.length === 0) {
  console.error(
    `No runtime is named ${values.only?.join(", ")}. There are ${runtimes.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}

const application = await makeApplication();
const hub = await Hub.open(application);
const rows = new Map<Runtime, Row[]>();
const waiting = [...chosen];
await Promise.all(
  Array.from({ length: LANES }, async () => {
    for (let runtime = waiting.shift(); runtime !== undefined; runtime = waiting.shift()) {
      rows.set(runtime, await rowsOf(runtime));
    }
  }),
);
hub.close();
// Open handles of a run that hung must not block the exit, and files that a browser is still writing must not cause a failure.
await rm(application, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
const passed = report(chosen.flatMap((runtime) => rows.get(runtime) ?? []));
process.exit(passed && (values.only !== undefined || passesWithAllVersions()) ? 0 : 1);

async function rowsOf(runtime: Runtime): Promise<Row[]> {
  const { name } = runtime;
  try {
    const version = await runtime.version();
    const show = (session: string, url: string) => hub.show(session, url);
    const { runs, close } = await runtime.prepare({ application, origin: hub.origin, show });
    const rows: Row[] = [];
    for (const run of runs) {
      rows.push(await rowOf(name, run));
    }
    await close?.();
    console.log(`${name} (${version}): ${rows.length} runs`);
    return rows;
  } catch (error) {
    return [{ runtime: name, run: "start", ms: 0, results: withMissingCases(cases, [], reasonOf(error)) }];
  }
}

async function rowOf(runtime: string, run: Run): Promise<Row> {
  const startedAt = Date.now();
  const row = (results: Row["results"]): Row => ({ runtime, run: run.name, ms: Date.now() - startedAt, results });
  try {
    return row(withMissingCases(run.cases ?? cases, await hub.accommodate(run), "it was left out"));
  } catch (error) {
    return row(withMissingCases(run.cases ?? cases, [], reasonOf(error)));
  }
}

/** Prints everything. @returns whether everything passed. */
function report(rows: readonly Row[]): boolean {
  console.log();
  printMatrix(rows);
  for (const failure of rows.flatMap(failuresOf)) {
    console.log(`\n${failure}`);
  }
  const [passed, failed] = countsOf(rows.flatMap(({ results }) => results));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

/**
 * Tests that `npm test` runs with a selection of package managers and compilers, or not at all: here, they run with all versions. With
 * `VERSIONS=all`, as in CI, `npm test` has run them.
 */
function passesWithAllVersions(): boolean {
  if (process.env.VERSIONS === "all") return true;
  const env = { ...process.env, VERSIONS: "all" };
  return (
    spawnSync(
      "npx",
      [
        "--no-install",
        "vitest",
        "run",
        "test/installs",
        "test/types",
        "test/platform/package",
        "test/ecosystem/local/otherClients",
      ],
      { env, stdio: "inherit" },
    ).status === 0
  );
}

function matches(name: string, part: string): boolean {
  return name.toLowerCase().includes(part.toLowerCase());
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? [error.message, error.cause].filter(Boolean).join("\n") : String(error);
}

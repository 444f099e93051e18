/** CPU time of calls with responses from memory, and throughput and latency against a server in another process. */
import { type Contestant, contestants } from "./contestants.js";
import { Program, Programs } from "./Program.js";
import { prefixed, type Row, type Rows } from "./results.js";
import { medians } from "./rounds.js";

/** What programs/calls.mjs measures in one turn. */
const UNITS = { perSecond: "/s", msPer1000: "ms", microseconds: "µs", p50: "ms", p99: "ms" } as const;
type Turn = Record<keyof typeof UNITS, number>;

export async function cpu(quick: boolean): Promise<Rows> {
  const { ours, reference } = await contestants();
  const rows: Rows = {};
  for (const kind of ["public", "signed", "rich", "list", "error", "retry"]) {
    await using programs = start({ ours, reference }, kind);
    // AWS's client still becomes faster after one second of calls.
    await programs.turns(1, { ms: quick ? 200 : 3000 });
    const samples = await programs.turns<Turn>(quick ? 2 : 25, { ms: 100 });
    rows[kind] = medians("µs", samples, ({ microseconds }) => microseconds);
  }
  return rows;
}

export async function loopback(quick: boolean): Promise<Rows> {
  await using server = new Program("server");
  await using programs = start(await contestants(), "public", await server.ask<string>());
  await programs.turns(1, { ms: quick ? 200 : 2000, inFlight: 16 });
  const rows: Rows = {};
  for (const inFlight of [1, 16, 50]) {
    const samples = await programs.turns<Turn>(quick ? 2 : 21, { ms: quick ? 100 : 200, inFlight });
    const found = Object.entries(UNITS).map(([figure, unit]): [string, Row] => [
      figure,
      medians(unit, samples, (turn) => turn[figure as keyof Turn]),
    ]);
    Object.assign(rows, prefixed(String(inFlight), Object.fromEntries(found)));
  }
  return rows;
}

function start(contestants: Record<string, Contestant>, ...programArguments: readonly string[]): Programs {
  const programs = new Programs();
  for (const [name, { folder, package: packageName }] of Object.entries(contestants)) {
    programs.add(name, new Program("calls", [folder, packageName, ...programArguments]));
  }
  return programs;
}

/** Throughput and latency over the loopback, against a canned server in another process. */
import { alternate, medians } from "./alternate.js";
import { Child } from "./Child.js";
import { type Contestant, ours, reference } from "./contestants.js";
import type { BenchOptions, Row } from "./Figures.js";

const IN_FLIGHT = [1, 16, 50];

interface Turn {
  perSecond: number;
  microseconds: number;
  p50: number;
  p95: number;
  p99: number;
}

export async function loopback({ quick }: BenchOptions): Promise<Row[]> {
  await using server = new Child("server.mjs", []);
  const endpoint = await server.ask<string>();
  await using one = childOf(await ours(), endpoint);
  await using other = childOf(await reference(), endpoint);
  await using bare = new Child("loopback.mjs", ["", "node:http", endpoint]);
  const children: Record<string, Child> = { ours: one, reference: other, floor: bare };

  for (const child of Object.values(children)) {
    await child.ask({ inFlight: 16, ms: quick ? 200 : 2000 });
  }
  const rows: Row[] = [];
  for (const inFlight of IN_FLIGHT) {
    const samples = await alternate(Object.keys(children), quick ? 2 : 21, (name) =>
      (children[name] as Child).ask<Turn>({ inFlight, ms: quick ? 100 : 200 }),
    );
    const row = (id: keyof Turn, what: string, unit: Row["unit"]): Row => ({
      ...{ id: `${inFlight}/${id}`, what: `${inFlight} at a time: ${what}`, unit },
      ...medians(samples, (turn) => turn[id]),
    });
    rows.push(
      row("perSecond", "calls", "/s"),
      row("microseconds", "CPU time of a call", "µs"),
      row("p50", "half of the calls within", "ms"),
      row("p95", "95 of 100 within", "ms"),
      row("p99", "99 of 100 within", "ms"),
    );
  }
  return rows;
}

function childOf({ folder, package: name }: Contestant, endpoint: string): Child {
  return new Child("loopback.mjs", [folder, name, endpoint]);
}

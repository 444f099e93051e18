/** CPU time per call with a request handler that answers from memory, so that all of it is the client's; well warmed. */
import { alternate, medians } from "./alternate.js";
import { Child } from "./Child.js";
import { type Contestant, ours, reference } from "./contestants.js";
import type { BenchOptions, Row } from "./Figures.js";

const KINDS = {
  public: "a public call (`GetId`)",
  signed: "a signed call (`DescribeIdentityPool`)",
  rich: "rich inputs (`CreateIdentityPool`, `SetIdentityPoolRoles`), signed",
  list: "60 pools back (`ListIdentityPools`), signed",
  error: "an error answer (`GetId`)",
  retry: "one retry (`GetId`)",
} as const;

interface Turn {
  count: number;
  microseconds: number;
}

/** The reference still grows faster after a second of calls. */
const WARM_UP_MS = 3000;

export async function cpu({ quick }: BenchOptions): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kind, what] of Object.entries(KINDS)) {
    await using one = childOf(await ours(), kind);
    await using other = childOf(await reference(), kind);
    const children: Record<string, Child> = { ours: one, reference: other };
    await Promise.all([one, other].map((child) => child.ask({ ms: quick ? 200 : WARM_UP_MS })));
    const samples = await alternate(Object.keys(children), quick ? 2 : 25, (name) =>
      (children[name] as Child).ask<Turn>({ ms: 100 }),
    );
    rows.push({ id: kind, what, unit: "µs", ...medians(samples, ({ microseconds }) => microseconds) });
  }
  return rows;
}

function childOf({ folder, package: name }: Contestant, kind: string): Child {
  return new Child("cpu.mjs", [folder, name, kind]);
}

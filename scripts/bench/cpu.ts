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

export async function cpu({ quick }: BenchOptions): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kind, what] of Object.entries(KINDS)) {
    const samples: Record<string, Turn[]> = { ours: [], reference: [] };
    // An engine does not compile the same program in the same way twice, so more than one process of each.
    for (let pair = 0; pair < (quick ? 1 : 2); pair++) {
      await using one = childOf(ours(), kind);
      await using other = childOf(reference(), kind);
      const children: Record<string, Child> = { ours: one, reference: other };
      for (const child of Object.values(children)) {
        await child.ask({ ms: quick ? 200 : 1200 });
      }
      const turns = await alternate(Object.keys(children), quick ? 2 : 9, (name) =>
        (children[name] as Child).ask<Turn>({ ms: 120 }),
      );
      for (const [name, all] of Object.entries(turns)) {
        samples[name]?.push(...all);
      }
    }
    rows.push({ id: kind, what, unit: "µs", ...medians(samples, ({ microseconds }) => microseconds) });
  }
  return rows;
}

function childOf({ folder, package: name }: Contestant, kind: string): Child {
  return new Child("cpu.mjs", [folder, name, kind]);
}

import { bundles } from "./bundles.js";
import { cold } from "./cold.js";
import { cpu } from "./cpu.js";
import type { Bench } from "./Figures.js";
import { loopback } from "./loopback.js";

/** In the order in which they run and are shown. */
export const benches: readonly Bench[] = [
  { name: "cold", title: "Cold start: a fresh process", run: cold },
  { name: "cpu", title: "CPU time of a call, answered from memory", run: cpu },
  { name: "loopback", title: "Calls over the loopback (`GetId`)", run: loopback },
  { name: "bundles", title: "Browser bundles, minified", run: bundles },
];

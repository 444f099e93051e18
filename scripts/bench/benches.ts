import { bundles } from "./bundles.js";
import { cold, compileCache } from "./cold.js";
import { cpu } from "./cpu.js";
import type { Bench } from "./Figures.js";
import { install } from "./install.js";
import { local, million } from "./local.js";
import { loopback } from "./loopback.js";
import { memory } from "./memory.js";
import { types } from "./types.js";

/** In the order in which they run and are shown. */
export const benches: readonly Bench[] = [
  { name: "cold", title: "Cold start: a fresh process", run: cold },
  { name: "cpu", title: "CPU time of a call, answered from memory", run: cpu },
  { name: "loopback", title: "Calls over the loopback (`GetId`)", run: loopback },
  { name: "memory", title: "Memory", run: memory },
  { name: "bundles", title: "Browser bundles, minified", run: bundles },
  { name: "install", title: "What `npm install` brings", run: install },
  { name: "types", title: "Type check", run: types },
  { name: "local", title: "The local service, client in the same process", run: local },
  {
    ...{ name: "compile-cache", title: "Cold start on Node.js 24, without and with a compile cache" },
    ...{ onlyWhenAsked: true, run: compileCache },
  },
  { name: "million", title: "The local service with a million identities", onlyWhenAsked: true, run: million },
];

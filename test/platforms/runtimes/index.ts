import type { Runtime } from "../Runtime.js";
import { bun } from "./bun.js";
import { chromium } from "./chromium.js";
import { dataFolder } from "./dataFolder.js";
import { deno } from "./deno.js";
import { firefox } from "./firefox.js";
import { nodes } from "./node.js";
import { reactNative } from "./reactNative.js";
import { serverBundles } from "./serverBundles.js";
import { oldWebkit, webkit } from "./webkit.js";
import { workerd } from "./workerd.js";

/** Every runtime of the matrix, the slowest ones first. A new one is a new entry. */
export const runtimes: readonly Runtime[] = [
  chromium,
  firefox,
  webkit,
  oldWebkit,
  serverBundles,
  dataFolder,
  ...nodes,
  bun,
  deno,
  workerd,
  reactNative,
];

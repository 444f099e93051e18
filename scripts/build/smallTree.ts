import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { withCalledMethods } from "./calledMethods.js";

/** The members that `MemoryDatabase.ts` uses, except `isEmpty`, which is a property. */
const CALLED = ["get", "set", "delete", "entries", "entriesReversed", "clone"];

/** Leaves out a third of `sorted-btree`: methods that the local service does not call. */
export const smallTree: Plugin = {
  name: "small-tree",
  setup({ onLoad }) {
    onLoad({ filter: /sorted-btree[\\/]b\+tree\.js$/ }, ({ path }) => ({
      contents: withCalledMethods(readFileSync(path, "utf8"), CALLED),
    }));
  },
};

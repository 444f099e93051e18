import { build } from "esbuild";
import * as fc from "fast-check";
import { EmptyBTree } from "sorted-btree";
import { expect, test } from "vitest";
import { smallTree } from "../../../scripts/build/smallTree.js";

const { outputFiles } = await build({
  stdin: { contents: 'module.exports = require("sorted-btree");', resolveDir: import.meta.dirname },
  bundle: true,
  write: false,
  format: "cjs",
  plugins: [smallTree],
});
const smaller = { exports: {} as { EmptyBTree: typeof EmptyBTree } };
new Function("module", outputFiles[0]?.text ?? "")(smaller);

/** Many keys, so that nodes are split and merged. */
const changes = fc.array(fc.tuple(fc.nat(300), fc.option(fc.string())), {
  minLength: 500,
  maxLength: 1_500,
  size: "max",
});

test("the tree of the built service has the same contents as the original, before and after changes of a copy", () => {
  fc.assert(
    fc.property(changes, changes, (first, second) => {
      const [actual, expected] = [smaller.exports, { EmptyBTree }].map((exports) => {
        const tree = new (exports.EmptyBTree.constructor as new () => ReturnType<typeof EmptyBTree.clone>)();
        const apply = (to: typeof tree, all: typeof first) =>
          all.map(([key, value]) => (value === null ? to.delete(key) : to.set(key, value)));
        const results = apply(tree, first);
        const copy = tree.clone();
        results.push(...apply(copy, second));
        return [tree, copy].flatMap((each) => [
          results,
          each.isEmpty,
          each.get(7),
          [...each.entries(100)],
          each.isEmpty || [...each.entriesReversed(200, undefined, true)],
        ]);
      });
      expect(actual).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

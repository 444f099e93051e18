import fc from "fast-check";
import { expect, test } from "vitest";
import type { Bounds, LevelSnapshot, Operation } from "../../../src/local/state/Level.js";
import { MemoryLevel } from "../../../src/local/state/MemoryLevel.js";
import { allOf } from "./folders.js";

type Model = ReadonlyMap<string, string>;

const key = fc.integer({ min: 0, max: 300 }).map((number) => `key${String(number).padStart(3, "0")}`);
const batch = fc.array(fc.tuple(key, fc.option(fc.string({ maxLength: 3 }))), { maxLength: 120 });

const rangeOf = (model: Model, { gte, lt, reverse }: Bounds): [string, string][] => {
  const found = [...model]
    .filter(([name]) => name >= gte && name < lt)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return reverse ? found.reverse() : found;
};

async function expectSame(level: MemoryLevel, model: Model, bounds: Bounds): Promise<void> {
  const options = bounds.snapshot === undefined ? {} : { snapshot: bounds.snapshot };
  expect(level.getSync(bounds.gte, options)).toBe(model.get(bounds.gte));
  expect(await allOf(level.iterator(bounds))).toEqual(rangeOf(model, bounds));
}

test("memory is a sorted map, and snapshots don't change", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(batch, key, key, fc.boolean()), { maxLength: 12 }), async (steps) => {
      const level = new MemoryLevel();
      const model = new Map<string, string>();
      const snapshots: [LevelSnapshot, Model][] = [];
      for (const [changes, gte, lt, reverse] of steps) {
        snapshots.push([level.snapshot(), new Map(model)]);
        const started = level.iterator({ gte, lt, reverse });
        const first = await started.next();
        const before = rangeOf(model, { gte, lt, reverse });
        await level.batch(
          changes.map(([name, value]): Operation => {
            value === null ? model.delete(name) : model.set(name, value);
            return value === null ? { type: "del", key: name } : { type: "put", key: name, value };
          }),
        );
        // It began before the changes.
        expect([...(first.done ? [] : [first.value]), ...(await allOf(started))]).toEqual(before);
        await expectSame(level, model, { gte, lt, reverse });
        for (const [snapshot, then] of snapshots) {
          await expectSame(level, then, { gte, lt, reverse, snapshot });
        }
      }
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { DatabaseSnapshot, Range } from "../../../src/local/state/Database.js";
import { MemoryDatabase } from "../../../src/local/state/MemoryDatabase.js";
import { allOf } from "./folders.js";

type Model = ReadonlyMap<string, string>;

const key = fc.integer({ min: 0, max: 300 }).map((number) => `key${String(number).padStart(3, "0")}`);
const changes = fc.array(fc.tuple(key, fc.option(fc.string({ maxLength: 3 }))), { maxLength: 120 });

const rangeOf = (model: Model, { gte, lt, reverse }: Range): [string, string][] => {
  const found = [...model]
    .filter(([name]) => name >= gte && name < lt)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return reverse ? found.reverse() : found;
};

test("memory is a sorted map, and snapshots don't change", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(changes, key, key, fc.boolean()), { maxLength: 12 }), async (steps) => {
      const database = new MemoryDatabase();
      const model = new Map<string, string>();
      const snapshots: [DatabaseSnapshot, Model][] = [];
      for (const [changes, gte, lt, reverse] of steps) {
        const snapshot = await database.snapshot();
        snapshots.push([snapshot, new Map(model)]);
        const started = snapshot.range({ gte, lt, reverse })[Symbol.asyncIterator]();
        const first = await started.next();
        const before = rangeOf(model, { gte, lt, reverse });
        for (const [name, value] of changes) {
          value === null ? model.delete(name) : model.set(name, value);
          database.set(name, value);
        }
        // It started before the changes.
        const rest = await allOf({ [Symbol.asyncIterator]: () => started });
        expect([...(first.done ? [] : [first.value]), ...rest]).toEqual(before);
        expect(database.get(gte)).toBe(model.get(gte));
        for (const [snapshot, then] of snapshots) {
          expect(snapshot.get(gte)).toBe(then.get(gte));
          expect(await allOf(snapshot.range({ gte, lt, reverse }))).toEqual(rangeOf(then, { gte, lt, reverse }));
        }
      }
    }),
  );
});

test("other work in the event loop continues while many entries are read", async () => {
  const database = new MemoryDatabase();
  for (let number = 0; number < 2_000; number++) {
    database.set(`key${number}`, "");
  }
  const snapshot = await database.snapshot();
  for (const reverse of [false, true]) {
    let turns = 0;
    let isReading = true;
    const count = (): void => {
      turns++;
      if (isReading) setImmediate(count);
    };
    setImmediate(count);
    expect(await allOf(snapshot.range({ gte: "key", lt: "kez", reverse }))).toHaveLength(2_000);
    isReading = false;
    expect(turns).toBeGreaterThan(2);
  }
});

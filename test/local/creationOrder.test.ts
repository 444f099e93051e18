import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CreationOrder } from "../../src/local/state/CreationOrder.js";

/** All keys, read in pages. */
function readAll(order: CreationOrder, limit: number, betweenPages: () => void = () => undefined): string[] {
  const keys: string[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: { items: readonly string[]; next?: number } = order.page(after, limit, (key) => key);
    keys.push(...page.items);
    after = page.next;
    betweenPages();
  }
  return keys;
}

test("pages of any size give the keys in the order in which they came", () => {
  const change = fc.record({ add: fc.boolean(), key: fc.integer({ min: 0, max: 200 }).map(String) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 600 }), fc.integer({ min: 1, max: 50 }), (changes, limit) => {
      const order = new CreationOrder();
      let expected: string[] = [];
      for (const { add, key } of changes) {
        if (add) order.add(key);
        else order.delete(key);
        if (!add) expected = expected.filter((known) => known !== key);
        else if (!expected.includes(key)) expected.push(key);
      }
      expect(readAll(order, limit)).toEqual(expected);
      expect(order.size).toBe(expected.length);
    }),
  );
});

test("reading goes on where it was, whatever is deleted meanwhile", () => {
  const order = new CreationOrder();
  for (let n = 0; n < 1000; n++) order.add(`${n}`);
  let deleted = 0;
  const keys = readAll(order, 10, () => {
    for (let n = 0; n < 10; n++) order.delete(`${deleted++}`);
  });
  expect(keys).toEqual(Array.from({ length: 1000 }, (_, n) => `${n}`));
  expect(order.size).toBe(0);
});

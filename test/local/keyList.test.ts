import * as fc from "fast-check";
import { expect, test } from "vitest";
import { KeyList } from "../../src/local/state/KeyList.js";

/** All keys, read in pages. */
function readAll(list: KeyList, limit: number, betweenPages: () => void = () => undefined): string[] {
  const keys: string[] = [];
  let after: string | undefined = "";
  while (after !== undefined) {
    const page: { items: readonly string[]; next?: string } = list.page(after, limit, (key) => key);
    keys.push(...page.items);
    after = page.next;
    betweenPages();
  }
  return keys;
}

test("pages of any size list the keys in ascending order", () => {
  const change = fc.record({ add: fc.boolean(), key: fc.integer({ min: 0, max: 200 }).map(String) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 600 }), fc.integer({ min: 1, max: 50 }), (changes, limit) => {
      const list = new KeyList();
      let expected: string[] = [];
      for (const { add, key } of changes) {
        if (add) list.add(key);
        else list.delete(key);
        if (!add) expected = expected.filter((known) => known !== key);
        else if (!expected.includes(key)) expected.push(key);
      }
      expect(readAll(list, limit)).toEqual(expected.sort());
      expect(list.size).toBe(expected.length);
    }),
  );
});

test("reading continues where it stopped, whatever is deleted meanwhile", () => {
  const list = new KeyList();
  for (let n = 0; n < 1000; n++) list.add(`${1000 + n}`);
  let deleted = 0;
  const keys = readAll(list, 10, () => {
    for (let n = 0; n < 10; n++) list.delete(`${1000 + deleted++}`);
  });
  expect(keys).toEqual(Array.from({ length: 1000 }, (_, n) => `${1000 + n}`));
  expect(list.size).toBe(0);
});

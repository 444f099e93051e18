import { expect, test } from "vitest";
import { withoutConstants } from "../../../scripts/build/constantsAreInlined.js";

test("Numbers and texts stand in the place of their names", () => {
  const code = withoutConstants(
    `import { f } from "./f.js";
    /** Half a minute. */
    const LIMIT_MS: number = 30 * 1_000;
    const NAME = "x";
    export const g = (LIMIT: number) => f(LIMIT, LIMIT_MS, NAME, { NAME }, { LIMIT_MS: 1 });`,
    "es2022",
  );
  expect(code).toContain('f(LIMIT, 3e4, "x", { NAME: "x" }, { LIMIT_MS: 1 })');
  expect(code).not.toContain("const LIMIT_MS");
});

test("Exported constants, objects, and constants inside functions stay", () => {
  const code = `export const LIMIT = 1;
const TABLE = { a: 1 };
export function f() {
  const SECOND = 1e3;
  return [LIMIT, TABLE, SECOND];
}
`;
  expect(withoutConstants(code, "es2022")).toBe(code);
});

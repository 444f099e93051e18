import { expect, test } from "vitest";
import { withShortLines } from "../../../scripts/build/shortLines.js";

const long = "word ".repeat(40);
const many = (statement: string): string => statement.repeat(30);
const longest = (code: string): number => Math.max(...code.split("\n").map((line) => line.length));
const resultOf = (code: string): unknown => new Function(code)();

test("lines of statements are as short as their longest token allows", () => {
  const code = `let n=0;${many("n+=1,n=n*2%7;")}return n`;
  expect(longest(withShortLines(code))).toBeLessThanOrEqual(120);
  expect(resultOf(withShortLines(code))).toBe(resultOf(code));
});

test.each([
  ["a string", `return ${JSON.stringify(long)}+"${long}"`],
  ["the text of a template", `const n=${JSON.stringify(long)};return \`${long}\${n}${long}\``],
  ["a regular expression", `return /${"a".repeat(200)}|["'\`]/.test("'")`],
  ["a template with line breaks of its own", `return \`${"line\n".repeat(5)}${long}\``],
])("%s keeps its value", (_what, code) => {
  expect(resultOf(withShortLines(code))).toEqual(resultOf(code));
});

/** Code whose first part ends where a line can end, so that the break would directly follow it. */
const endingAtLimit = (first: string, rest: string): string => `${" ".repeat(120 - first.length)}${first}${rest}`;

test.each([
  ["what is returned", endingAtLimit("return", "{a:1}"), { a: 1 }],
  ["an arrow", endingAtLimit("const f=(n)", "=>n;return f(2)"), 2],
  ["an increment", endingAtLimit("let n=1;n", "++;return n"), 2],
  ["the name of a getter", endingAtLimit("return new class{get", " a(){return 3}}().a"), 3],
])("no line ends before %s", (_what, code, result) => {
  expect(resultOf(code)).toEqual(result);
  expect(resultOf(withShortLines(code))).toEqual(result);
});

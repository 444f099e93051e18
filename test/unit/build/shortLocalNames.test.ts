import { expect, test } from "vitest";
import { withShortLocalNames } from "../../../scripts/build/shortLocalNames.js";

test("parameters and local variables get short names, and what stack traces show keeps its name", () => {
  const module = `import{other as imported}from"./other.js";export*from"./all.js";const arrow=value=>imported(value);function named(first,second){const sum=first+second;return sum*arrow(sum)}class Kept{method(value){return value}}export{arrow,Kept,named};\n`;
  expect(withShortLocalNames(module).replace(/\b[a-z]\b/g, "_")).toBe(
    `import{other as imported}from"./other.js";export*from"./all.js";const arrow=_=>imported(_);function named(_,_){const _=_+_;return _*arrow(_)}class Kept{method(_){return _}}export{arrow,Kept,named};\n`,
  );
});

test.each([
  ["only exports from others", `export{a}from"./a.js";export{b}from"./b.js";\n`],
  ["nothing", "\n"],
])("a module with %s is unchanged", (_what, module) => {
  expect(withShortLocalNames(module)).toBe(module);
});

test("a short name is never that of an import or of the module", () => {
  const shortened = withShortLocalNames(`import{e}from"./e.js";const t=value=>e(value,t);export{t};\n`);
  expect(shortened).toMatch(/const t=([^et])=>e\(\1,t\);/);
});

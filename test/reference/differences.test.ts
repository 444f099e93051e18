import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { differences } from "./differences.js";

const folder = import.meta.dirname;
const readme = readFileSync(join(folder, "../../README.md"), "utf8");
const tests = [folder, join(folder, "../ecosystem/tools")].flatMap((tested) =>
  readdirSync(tested)
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join(tested, file)),
);

test("The README's table of differences has a row for each that the tests allow, in the same words, and no other", () => {
  const [section = ""] = readme.split(/^## (?=Differences from)/m)[1]?.split(/^## /m) ?? [];
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.replace(/^\| | *\|$/g, "").split(/ *\| +/));
  expect(rows.slice(2)).toEqual(Object.values(differences).map(({ what, why }) => [what, why]));
});

test.each(Object.keys(differences))("A test meets the difference %s", (name) => {
  const uses = tests.filter((file) => readFileSync(file, "utf8").includes(`expectDifferent("${name}"`));
  expect(uses).not.toEqual([]);
});

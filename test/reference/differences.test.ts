import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { differences } from "./differences.js";

const folder = import.meta.dirname;
const page = readFileSync(join(folder, "../../docs/differences.md"), "utf8");
const tests = [folder, join(folder, "../ecosystem/tools"), join(folder, "../observability")].flatMap((tested) =>
  readdirSync(tested)
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join(tested, file)),
);

test("The page of differences has exactly one row for each difference that the tests allow, in the same words", () => {
  const [section = ""] = page.split("## Client\n")[1]?.split(/^## /m) ?? [];
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.replace(/^\| | *\|$/g, "").split(/ *\| +/));
  expect(rows.slice(2)).toEqual(Object.values(differences).map(({ what, why }) => [what, why]));
});

test.each(Object.keys(differences))("A test covers the difference %s", (name) => {
  const uses = tests.filter((file) => readFileSync(file, "utf8").includes(`expectDifferent("${name}"`));
  expect(uses).not.toEqual([]);
});

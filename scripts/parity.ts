/**
 * `npm run parity`: runs the tests that compare this package with `@aws-sdk/client-cognito-identity`, with three random seeds, and prints
 * what was compared. Fails on a difference that docs/differences.md does not list, and on a listed difference that no test covers.
 * `SEED=…` repeats a run.
 */
import { randomInt } from "node:crypto";
import { startVitest } from "vitest/node";
import { differences } from "../test/reference/differences.js";
import { type Area, areasOf } from "./parity/areas.js";
import { differencesTable, matrix } from "./parity/matrix.js";

const SEEDS = 3;
process.env.SEED ??= Array.from({ length: SEEDS }, () => randomInt(2 ** 31)).join();

const chosen = process.argv.slice(2);
const folders = ["test/reference/", "test/ecosystem/tools/"];
const files = chosen.length > 0 ? folders.flatMap((folder) => chosen.map((area) => folder + area)) : folders;
const vitest = await startVitest("test", files, { watch: false, reporters: ["dot"], silent: true });
const areas = areasOf(vitest.state.getTestModules());
await vitest.close();

const covered = new Set(areas.flatMap(({ different }) => Object.keys(different)));
const unused = chosen.length > 0 ? [] : Object.keys(differences).filter((name) => !covered.has(name));
const isEmpty = (area: Area) => area.failed.length === 0 && area.same === 0 && Object.keys(area.different).length === 0;
console.log(`\n${matrix(areas)}\n\n${differencesTable(areas)}\n\nSEED=${process.env.SEED} repeats this run.`);

const complaints = [
  ...areas.flatMap(({ failed }) => failed.map((title) => `Unexpected difference: ${title}`)),
  ...unused.map(
    (name) =>
      `No test covers the difference ${name}: remove it from test/reference/differences.ts and docs/differences.md.`,
  ),
  // Some programs for tools only have to compile or pass, and compare nothing.
  ...areas
    .filter((area) => isEmpty(area) && !area.name.startsWith("tools: "))
    .map(({ name }) => `Nothing was compared: ${name}`),
  ...(areas.length === 0 ? ["No test was found."] : []),
];
if (complaints.length > 0) {
  console.error(`\n${complaints.join("\n")}`);
  process.exitCode = 1;
}

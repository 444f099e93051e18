/**
 * `npm run parity`: runs the tests in which this package and `@aws-sdk/client-cognito-identity` do everything side by side, with
 * three random seeds in a row, and prints what was compared. Fails on a difference that is not in docs/differences.md, and
 * on one that is there but was never met. `SEED=…` repeats a run.
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

const met = new Set(areas.flatMap(({ different }) => Object.keys(different)));
const neverMet = chosen.length > 0 ? [] : Object.keys(differences).filter((name) => !met.has(name));
const isEmpty = (area: Area) => area.failed.length === 0 && area.same === 0 && Object.keys(area.different).length === 0;
console.log(`\n${matrix(areas)}\n\n${differencesTable(areas)}\n\nSEED=${process.env.SEED} repeats this run.`);

const complaints = [
  ...areas.flatMap(({ failed }) => failed.map((title) => `Not equal, and not on purpose: ${title}`)),
  ...neverMet.map(
    (name) =>
      `No test met the difference ${name}: take it out of test/reference/differences.ts and docs/differences.md.`,
  ),
  // A program for a tool may just have to compile, or to pass: that is no comparison, and no omission.
  ...areas
    .filter((area) => isEmpty(area) && !area.name.startsWith("tools: "))
    .map(({ name }) => `Nothing was compared: ${name}`),
  ...(areas.length === 0 ? ["No test was found."] : []),
];
if (complaints.length > 0) {
  console.error(`\n${complaints.join("\n")}`);
  process.exitCode = 1;
}

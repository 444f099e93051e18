/**
 * `npm run canary`: checks the project with the newest releases. In a clone of the last commit, it installs the newest release of every
 * runtime dependency, of the reference, and of every tool, runtime, and compiler that the tests use, runs the type check, all tests
 * (including parity), and the platforms, and prints a table. It repeats failures with one package at a time, to find the one that causes
 * them. It is not part of the tests, because its result depends on the day.
 *
 * - `--list`: lists outdated packages, and runs nothing.
 * - `--only NAME,…`: uses the newest releases of only these packages.
 */
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { Checkout, type Failure } from "./canary/Checkout.js";
import { affects, held, type Release, releasesOf } from "./canary/releases.js";

const { values } = parseArgs({
  options: { list: { type: "boolean", default: false }, only: { type: "string", multiple: true, default: [] } },
});
const names = values.only.flatMap((list) => list.split(","));
const lockFiles = execFileSync("git", ["ls-files", "*package-lock.json"], { encoding: "utf8" }).trim().split("\n");
const releases = (await Promise.all(lockFiles.map((file) => releasesOf(".", dirname(file))))).flat();
const outdated = releases.filter(
  ({ name, pinned, newest }) => pinned !== newest && (names.length === 0 || names.includes(name)),
);
console.log(`${releases.length} packages are pinned, ${outdated.length} of them have newer releases.`);

if (values.list || outdated.length === 0) {
  print(outdated.map((release) => [release, ""]));
} else {
  await using checkout = await Checkout.of(".");
  const failures = await failuresWith(checkout, outdated);
  console.log(`${failures.length} failures with all of them.\n${failures.map(line).join("\n")}\n`);
  const blamed = new Map<Failure, Release[]>(failures.map((failure) => [failure, []]));
  for (const release of outdated.length > 1 ? outdated : []) {
    const suspected = failures.filter(({ source }) => affects(release, source));
    if (suspected.length === 0) {
      continue;
    }
    console.log(`Trying ${release.name} ${release.newest} alone …`);
    for (const { source, title } of await failuresWith(checkout, [release], suspected)) {
      const same = failures.find((failure) => failure.source === source && failure.title === title);
      if (same !== undefined) {
        blamed.get(same)?.push(release);
      }
    }
  }
  print(outdated.map((release) => [release, changesOf(failures.filter((failure) => isBlamed(failure, release)))]));
  const others = failures.filter((failure) => outdated.length > 1 && blamed.get(failure)?.length === 0);
  if (others.length > 0) {
    console.log(`\nOnly with several newer releases together:\n${others.map(line).join("\n")}`);
  }
  process.exitCode = failures.length > 0 ? 1 : 0;

  function isBlamed(failure: Failure, release: Release): boolean {
    return outdated.length === 1 || blamed.get(failure)?.includes(release) === true;
  }
}

async function failuresWith(checkout: Checkout, chosen: readonly Release[], only?: readonly Failure[]) {
  return [...(await checkout.install(chosen)), ...(await checkout.check(only))];
}

function changesOf(failures: readonly Failure[]): string {
  return failures.length === 0 ? "nothing" : failures.map(line).join("<br>");
}

function line({ source, title, reason }: Failure): string {
  return `${source}: ${title}: ${reason}`.replaceAll("|", "\\|").slice(0, 400);
}

function print(rows: readonly (readonly [Release, string])[]): void {
  console.log("\n| package | lock file | pinned | newest | what changes for us |\n| --- | --- | --- | --- | --- |");
  for (const [{ name, folder, pinned, newest }, changes] of rows) {
    console.log(`| ${name} | ${folder} | ${pinned} | ${newest} | ${changes} |`);
  }
  console.log(
    `\nHeld back: ${Object.entries(held)
      .map(([name, reason]) => `${name} (${reason})`)
      .join("; ")}.`,
  );
}

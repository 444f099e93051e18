import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseCommandLine } from "../../../scripts/generate/commandLine.js";
import { HEADER } from "../../../scripts/generate/emit/SourceFile.js";
import { differences, writeTo } from "../../../scripts/generate/outputFolder.js";
import { libraryFile, repository } from "./library.js";

const files = [
  { path: "service.ts", text: `${HEADER}\n1` },
  { path: "commands/Ping.ts", text: `${HEADER}\n2` },
];

test("files that were just written are up to date", () => {
  const folder = temporaryFolder();
  writeTo(folder, files);
  expect(differences(folder, files)).toEqual([]);
});

test("a check lists the files that are missing, different, or obsolete", () => {
  const folder = temporaryFolder();
  writeTo(folder, [...files, { path: "commands/Pong.ts", text: HEADER }]);
  rmSync(join(folder, "service.ts"));
  writeFileSync(join(folder, "commands/Ping.ts"), "edited");
  expect(differences(folder, files)).toEqual([
    "differs: commands/Ping.ts",
    "extra: commands/Pong.ts",
    "missing: service.ts",
  ]);
});

test("writing removes obsolete generated files, and leaves others alone", () => {
  const folder = temporaryFolder();
  writeTo(folder, [...files, { path: "commands/Pong.ts", text: HEADER }]);
  writeFileSync(join(folder, "notes.txt"), "mine");
  writeTo(folder, files);
  expect(differences(folder, files)).toEqual(["extra: notes.txt"]);
});

test("by default, our model becomes src/generated, next to the runtime", () => {
  expect(parseCommandLine([], "/repo")).toEqual({
    model: "/repo/scripts/model/cognito-identity.json",
    out: "/repo/src/generated",
    runtime: "../runtime",
    check: false,
  });
});

test("the path from another folder to the runtime is determined", () => {
  expect(parseCommandLine(["--out", "/repo/examples/other"], "/repo").runtime).toBe("../../src/runtime");
  expect(parseCommandLine(["--out", "/elsewhere", "--runtime", "#runtime"], "/repo").runtime).toBe("#runtime");
});

test("the command fails on an outdated folder and says how to fix it", () => {
  const folder = temporaryFolder();
  const { status, stderr } = run("--model", libraryFile, "--out", folder, "--check");
  expect(status).toBe(1);
  expect(stderr).toContain("missing: commands/PingCommand.ts");
  expect(stderr).toMatch(/is stale: run `npm run generate`\n$/);
});

test("the command reports an unsupported model, without a stack trace", () => {
  const model = join(temporaryFolder(), "model.json");
  writeFileSync(model, readFileSync(libraryFile, "utf8").replaceAll("smithy.api#sparse", "smithy.api#dense"));
  const { status, stderr } = run("--model", model, "--check");
  expect(status).toBe(1);
  expect(stderr).toBe("example.library#SparseTitles: trait smithy.api#dense is not supported\n");
});

test("the command reports a file that is not a model, without a stack trace", () => {
  const model = join(temporaryFolder(), "model.json");
  const missing = run("--model", model, "--check");
  writeFileSync(model, "{ nonsense");
  for (const { status, stderr } of [missing, run("--model", model, "--check")]) {
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^${model}: cannot be read: .*\n$`));
  }
});

test("the command explains its options when it receives an unknown one", () => {
  const { status, stderr } = run("--modle", libraryFile);
  expect(status).toBe(1);
  expect(stderr).toContain("Usage: tsx scripts/generate.ts");
});

function run(...args: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, ["--import", "tsx", "scripts/generate.ts", ...args], {
    cwd: repository,
    encoding: "utf8",
  });
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "generated-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Release } from "./releases.js";

const execute = promisify(execFile);

/** A failure with releases other than the pinned ones. */
export interface Failure {
  /** What to run to reproduce it: a test file, or a script of package.json. */
  readonly source: string;
  readonly title: string;
  readonly reason: string;
}

/** A clone of the last commit in a temporary folder, whose lock files can be changed. */
export class Checkout implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async of(repository: string): Promise<Checkout> {
    const folder = await mkdtemp(join(tmpdir(), "canary-"));
    await execute("git", ["clone", "--quiet", repository, folder]);
    return new Checkout(folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Installs these releases, and all other packages from the lock files. */
  async install(releases: readonly Release[]): Promise<Failure[]> {
    await execute("git", ["checkout", "--quiet", "."], { cwd: this.folder });
    const failures: Failure[] = [];
    for (const folder of new Set([".", ...releases.map((release) => release.folder)])) {
      const specs = releases
        .filter((release) => release.folder === folder)
        .map(({ name, packageName, newest }) =>
          packageName === name ? `${name}@${newest}` : `${name}@npm:${packageName}@${newest}`,
        );
      const cwd = join(this.folder, folder);
      const quiet = ["--no-audit", "--no-fund"];
      const argv = specs.length === 0 ? ["ci", ...quiet] : ["install", "--save-exact", ...quiet, ...specs];
      const { output, failed } = await run("npm", argv, cwd);
      if (failed) {
        failures.push({ source: `npm install in ${folder}`, title: specs.join(" "), reason: firstError(output) });
      }
    }
    return failures;
  }

  /** Builds and runs all checks, or only those that failed before. */
  async check(only?: readonly Failure[]): Promise<Failure[]> {
    const isChosen = (source: string) => only?.some((failure) => failure.source === source) ?? true;
    const scripts = ["build", "types:check", "test:platforms"].filter(
      (script) => script === "build" || isChosen(script),
    );
    const files = only?.map(({ source }) => source).filter((source) => source.startsWith("test/"));
    const failures: Failure[] = [];
    for (const script of scripts) {
      failures.push(...(await this.#runScript(script)));
    }
    if (files === undefined || files.length > 0) {
      failures.push(...(await this.#runTests([...new Set(files)])));
    }
    return failures;
  }

  async #runScript(script: string): Promise<Failure[]> {
    const { output, failed } = await run("npm", ["run", script], this.folder);
    if (!failed) {
      return [];
    }
    // The output of test:platforms for each failure: the run, the case, and the reason.
    const runs = [...output.matchAll(/^✗ (.+)\n {2}(.+)\n {2}(.+)/gm)].map(
      ([, runtime = "", title = "", reason = ""]): Failure => ({
        source: script,
        title: `${runtime}: ${title}`,
        reason,
      }),
    );
    return runs.length > 0 ? runs : [{ source: script, title: `npm run ${script}`, reason: firstError(output) }];
  }

  async #runTests(files: readonly string[]): Promise<Failure[]> {
    const report = join(this.folder, "node_modules/.canary.json");
    await rm(report, { force: true });
    const argv = ["vitest", "run", ...files, "--reporter=json", `--outputFile=${report}`];
    await run("node", ["scripts/setup.js", "test/examples"], this.folder);
    const { output, failed } = await run("npx", argv, this.folder);
    if (!existsSync(report)) {
      return failed ? [{ source: "test/", title: "vitest", reason: firstError(output) }] : [];
    }
    const { testResults } = JSON.parse(await readFile(report, "utf8")) as { testResults: readonly TestFile[] };
    return testResults.flatMap(({ name, status, message, assertionResults }) => {
      const source = name.slice(this.folder.length + 1);
      const failures = assertionResults
        .filter((result) => result.status === "failed")
        .map(({ fullName, failureMessages }): Failure => {
          return { source, title: fullName, reason: firstError(failureMessages.join("\n")) };
        });
      return status === "failed" && failures.length === 0
        ? [{ source, title: source, reason: firstError(message) }]
        : failures;
    });
  }
}

interface TestFile {
  name: string;
  status: string;
  message: string;
  assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
}

async function run(
  command: string,
  argv: readonly string[],
  cwd: string,
): Promise<{ output: string; failed: boolean }> {
  const options = { cwd, maxBuffer: 2 ** 28, env: { ...process.env, NO_COLOR: "1" } };
  try {
    const { stdout, stderr } = await execute(command, argv, options);
    return { output: stdout + stderr, failed: false };
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as { stdout?: string; stderr?: string; message: string };
    return { output: stdout + stderr || message, failed: true };
  }
}

/** The line with the error. */
function firstError(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.find((line) => /error|✗|not /i.test(line)) ?? lines.find((line) => line !== "") ?? "no output";
}

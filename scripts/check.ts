/**
 * `npm run check`: builds, then runs every script of package.json whose name ends with `:check`, one for each core at a time. A failure
 * does not stop the others. `npm run check -- types lint` runs only some.
 */
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { text } from "node:stream/consumers";

/** In descending order of duration, so that the last ones are short. */
const LONGEST = ["docs:check", "types:check", "package:check", "lint:check"];

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
const chosen = process.argv.slice(2).map((name) => `${name}:check`);
const checks = Object.keys(scripts).filter((name) => /^(?!pre|post)[\w-]+:check$/.test(name));
const unknown = chosen.filter((name) => !checks.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown check: ${unknown.join(", ")}. Checks: ${checks.join(", ")}.`);
  process.exit(2);
}

execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
const waiting = [...new Set([...LONGEST, ...checks])].filter(
  (name) => checks.includes(name) && (chosen.length === 0 || chosen.includes(name)),
);
const failed: string[] = [];
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const { status, output } = await run(name);
      console.log(`${status === 0 ? "✓" : "✗"} ${name}\n${output}`.trimEnd());
      if (status !== 0) failed.push(name);
    }
  }),
);
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(", ")}`);
  process.exitCode = 1;
}

/** Collects the output of a check, because several checks run at the same time. */
async function run(name: string): Promise<{ status: number | null; output: string }> {
  const child = spawn("npm", ["run", "--silent", name], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [status, ...output] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { status, output: output.join("") };
}

/** `npm run package:check`: checks that Node.js, TypeScript, and bundlers can use the packed package. */
import { execFileSync } from "node:child_process";
import { packTarball } from "./packages/packTarball.js";

const { path } = await packTarball();
try {
  execFileSync("npx", ["--no-install", "publint", "run", path, "--strict"], { stdio: "inherit" });
  execFileSync("npx", ["--no-install", "attw", path], { stdio: "inherit" });
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : error);
}

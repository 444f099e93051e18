import { execFileSync } from "node:child_process";
import { existsSync, rmSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";

const CACHE = ".cache/size";

/** Builds the package at a commit, with the packages that are currently installed. Returns its folder. */
export function builtAt(ref: string): string {
  const [commit = ""] = execFileSync("git", ["rev-parse", `${ref}^{commit}`], { encoding: "utf8" }).split("\n");
  const folder = `${CACHE}/${commit}`;
  if (!existsSync(`${folder}/dist/es`)) {
    rmSync(folder, { recursive: true, force: true });
    execFileSync("git", ["worktree", "prune"]);
    execFileSync("git", ["worktree", "add", "--detach", folder, commit], { stdio: "ignore" });
    symlinkSync(resolve("node_modules"), `${folder}/node_modules`);
    execFileSync("npm", ["run", "build"], { cwd: folder, stdio: "ignore" });
  }
  return folder;
}

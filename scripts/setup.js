// `node scripts/setup.js [FOLDER]`: installs what a folder's lock file names, unless that is there. Runs before the scripts that
// a fresh clone begins with, so it needs nothing but Node.js and npm.
import { execSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const [folder = "."] = process.argv.slice(2);
const installed = join(folder, "node_modules/.package-lock.json");

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(folder, "package-lock.json")).mtimeMs) {
  execSync("npm ci --no-audit --no-fund", { cwd: folder, stdio: "inherit" });
}

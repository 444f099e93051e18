// `node scripts/setup.js [FOLDER …]`: installs the packages from each folder's lock file, unless they are installed. Runs first in a fresh
// clone, so it needs only Node.js and npm.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const folders = process.argv.length > 2 ? process.argv.slice(2) : ["."];

// In parallel, because an installation mostly waits for the network.
const codes = await Promise.all(folders.filter((folder) => !isInstalled(folder)).map(install));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

function isInstalled(folder) {
  const installed = join(folder, "node_modules/.package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, "package-lock.json")).mtimeMs;
}

async function install(folder) {
  // With a shell, which finds `npm.cmd` on Windows. Warnings are about versions of other tools.
  const npm = spawn("npm ci --no-audit --no-fund --loglevel=error", { cwd: folder, stdio: "inherit", shell: true });
  const [code] = await once(npm, "exit");
  return code;
}

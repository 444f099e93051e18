// `node scripts/setup.js [FOLDER …]`: installs what the lock file of each folder names, unless that is there. Runs before the scripts that
// a fresh clone begins with, so it needs nothing but Node.js and npm.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const folders = process.argv.length > 2 ? process.argv.slice(2) : ["."];

// At the same time, because one installation waits for the network most of its time.
const codes = await Promise.all(folders.filter((folder) => !isInstalled(folder)).map(install));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

function isInstalled(folder) {
  const installed = join(folder, "node_modules/.package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, "package-lock.json")).mtimeMs;
}

async function install(folder) {
  // Through a shell, which finds `npm.cmd` on Windows.
  const npm = spawn("npm ci --no-audit --no-fund", { cwd: folder, stdio: "inherit", shell: true });
  const [code] = await once(npm, "exit");
  return code;
}

// `node scripts/setup.js [FOLDER …]`: installs the packages from each folder's lock file, unless they are installed. Runs first in a fresh
// clone, so it needs only Node.js and npm.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const NPM_CI = "npm ci --no-audit --no-fund --replace-registry-host=always";

const folders = process.argv.length > 2 ? process.argv.slice(2) : ["."];

// In parallel, because an installation mostly waits for the network.
const codes = await Promise.all(folders.filter((folder) => !isInstalled(folder)).map(install));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

function isInstalled(folder) {
  const installed = join(folder, "node_modules/.package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, "package-lock.json")).mtimeMs;
}

/**
 * Installs in a temporary folder, with a lock file that contains the locations of tarballs. The one in the repository has none, because it
 * names no registry. From it, npm would download the list of all versions of each package: most bytes, and a third of the CPU time.
 */
async function install(folder) {
  const temporary = join(folder, ".cache/install");
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  for (const file of ["package.json", ".npmrc"].filter((file) => existsSync(join(folder, file)))) {
    await copyFile(join(folder, file), join(temporary, file));
  }
  const lock = await readFile(join(folder, "package-lock.json"), "utf8");
  let code = await npmCi(temporary, withLocations(lock), "silent");
  if (code !== 0) {
    // The registry may have its tarballs elsewhere.
    code = await npmCi(temporary, lock, "error");
  }
  if (code === 0) {
    await rm(join(folder, "node_modules"), { recursive: true, force: true });
    await rename(join(temporary, "node_modules"), join(folder, "node_modules"));
    console.log(`Installed the packages of ${join(folder, "package.json")}.`);
  }
  await rm(temporary, { recursive: true, force: true });
  return code;
}

/** Adds the path that npm's registry and its mirrors use. npm replaces the host with that of the configured registry. */
function withLocations(lock) {
  const { packages, ...rest } = JSON.parse(lock);
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.integrity === undefined) continue;
    const name = entry.name ?? path.split("node_modules/").at(-1);
    entry.resolved = `https://registry/${name}/-/${name.split("/").at(-1)}-${entry.version}.tgz`;
  }
  return JSON.stringify({ ...rest, packages });
}

async function npmCi(folder, lock, loglevel) {
  await writeFile(join(folder, "package-lock.json"), lock);
  // With a shell, which finds `npm.cmd` on Windows. Warnings are about versions of other tools.
  const npm = spawn(`${NPM_CI} --loglevel=${loglevel}`, { cwd: folder, stdio: "inherit", shell: true });
  const [code] = await once(npm, "exit");
  return code;
}

import { succeed } from "../processes.js";

const APT = ["-qq", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300"];
const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };

/** Runtimes start at the same time, and apt-get refuses to work twice. */
let installed: Promise<unknown> = Promise.resolve();

/** Installs packages of Debian, unless they are there. */
export function installFromDebian(...packages: string[]): Promise<unknown> {
  installed = installed.then(() => install(packages));
  return installed;
}

async function install(packages: readonly string[]): Promise<void> {
  const areThere = await succeed("dpkg", ["-s", ...packages]).catch(() => undefined);
  if (areThere !== undefined) {
    return;
  }
  try {
    await succeed("apt-get", [...APT, "update"], { env });
    await succeed("apt-get", [...APT, "install", "-y", "--no-install-recommends", ...packages], { env });
  } catch (cause) {
    const names = packages.join(" and ");
    throw new Error(`Cannot install ${names}: this needs Debian's apt-get, root and a network.`, { cause });
  }
}

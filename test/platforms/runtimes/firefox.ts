import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { output, succeed } from "../processes.js";
import { browser } from "./browser.js";
import { environment } from "./programs.js";

const PREFERENCES = {
  // Firefox sends no requests of its own, and shows no dialogs.
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  // Reports of violations are sent immediately, as in Chromium.
  "security.csp.enable": true,
  "devtools.console.stdout.content": true,
};

export const firefox = browser({
  name: "Firefox",
  async version() {
    await install();
    return output("firefox-esr", "--version");
  },
  async command(profile, url) {
    await mkdir(profile, { recursive: true });
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    await writeFile(join(profile, "user.js"), lines.join(""));
    return {
      file: "firefox-esr",
      parameters: ["--headless", "--no-remote", "--profile", profile, url],
      env: { ...environment(), HOME: profile },
    };
  },
});

/** Debian's package. */
async function install(): Promise<void> {
  const isThere = await output("firefox-esr", "--version").catch(() => undefined);
  if (isThere !== undefined) {
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...parameters: string[]) =>
    succeed("apt-get", ["-qq", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300", ...parameters], { env });
  try {
    await apt("update");
    await apt("install", "-y", "--no-install-recommends", "firefox-esr");
  } catch (error) {
    throw new Error("Cannot install firefox-esr: this needs Debian's apt-get, root and a network.", { cause: error });
  }
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { output } from "../processes.js";
import { browser } from "./browser.js";
import { installFromDebian } from "./debian.js";
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
    await installFromDebian("firefox-esr");
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

import sparticuz from "@sparticuz/chromium";
import { output } from "../processes.js";
import { browser } from "./browser.js";

// Background services would look up external hosts, which a closed network refuses many times a second.
const ARGUMENTS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  // Without a debugger, it would exit as soon as the page is loaded.
  ...["--remote-debugging-port=0", "--enable-logging=stderr"],
];

export const chromium = browser({
  name: "Chromium",
  version: async () => output(await sparticuz.executablePath(), "--version"),
  command: async (profile, url) => ({
    file: await sparticuz.executablePath(),
    parameters: [...ARGUMENTS, `--user-data-dir=${profile}`, url],
  }),
});

import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** By default, Playwright gives up after half a minute, which is too short for a busy machine. */
const HANG_MS = 150_000;

/** Chromium without a window. `test/unpackChromium.ts` has unpacked it. */
export async function launchChromium(): Promise<Browser> {
  const browser = await chromium.launch({
    timeout: HANG_MS,
    executablePath: await sparticuz.executablePath(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      // Background services would look up external hosts, which a closed network refuses many times a second.
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  browser.on("context", (context) => context.setDefaultTimeout(HANG_MS));
  return browser;
}

import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** A real Chromium without a window. `test/unpackChromium.ts` has unpacked it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      // Background services would look for hosts outside, which a closed network refuses many times a second.
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

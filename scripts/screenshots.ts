/** `npm run screenshots`: pictures of the local service's console for docs/console.md, in real Chromium. */
import { mkdirSync, writeFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { launchChromium } from "../test/launchChromium.js";
import { emptyService, openConsole, usedService } from "./screenshots/consoleScene.js";

const FOLDER = "docs/images";
const SIZES = { desktop: { width: 1360, height: 860 }, phone: { width: 390, height: 844 } };

mkdirSync(FOLDER, { recursive: true });
const browser = await launchChromium();
for (const [name, start, sizes] of [
  ["console", usedService, ["desktop", "phone"]],
  ["console-empty", emptyService, ["desktop"]],
] as const) {
  await using service = await start();
  for (const size of sizes) {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ viewport: SIZES[size], colorScheme, reducedMotion: "reduce" });
      await openConsole(page, service);
      if (name === "console") {
        await page.locator("#keys li").first().waitFor();
        await page.locator("#identities li").first().waitFor();
      }
      const path = `${FOLDER}/${name}-${size}-${colorScheme}.webp`;
      const picture = await webpOf(browser, await page.screenshot());
      writeFileSync(path, picture);
      console.log(`${path}: ${picture.length} B`);
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await page.close();
    }
  }
}
await browser.close();

/** Chromium's own encoder: a third of the size of a PNG. */
async function webpOf(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const url = (await page.evaluate(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${png.toString("base64")}";
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.9);
  })()`)) as string;
  await page.close();
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

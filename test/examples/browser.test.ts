import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchChromium } from "../launchChromium.js";
import { type ExampleFolder, exampleFolder } from "./exampleFolder.js";

const AXE = readFileSync(fileURLToPath(new URL("node_modules/axe-core/axe.min.js", import.meta.url)), "utf8");
const WIDE = { width: 1100, height: 800 };
const NARROW = { width: 360, height: 740 };
const screenshots = mkdtempSync(join(tmpdir(), "example-browser-"));

let example: ExampleFolder;
let server: ChildProcess;
let said = "";
let url: string;
let browser: Browser;
beforeAll(async () => {
  [example, browser] = await Promise.all([exampleFolder("browser"), launchChromium()]);
  server = spawn(process.execPath, ["serve.js"], { cwd: example.path, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    server.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("Press Ctrl-C to stop it.")) resolve();
    });
    server.once("exit", () => reject(new Error(`serve.js ended: ${said}`)));
  });
  url = /The page: +(http:\S+)/.exec(said)?.[1] ?? "";
  console.info(`screenshots: ${screenshots}`);
});
afterAll(async () => {
  server?.kill("SIGKILL");
  await browser?.close();
  await example?.remove();
});

test("its types are correct", async () => {
  expect(await example.typeErrors()).toEqual([]);
});

test("a guest becomes a user with the same identity; the next guest gets another one", async () => {
  const page = await openPage();
  await page.screenshot({ path: join(screenshots, "nobody.png"), fullPage: true });
  await page.getByRole("button", { name: "Continue as guest" }).click();
  await who(page, "Guest");
  const guest = await textOf(page, "#identity");
  expect(guest).toMatch(/^eu-west-1:[\da-f-]{36}$/);
  expect(await textOf(page, "#key")).toMatch(/^ASIA •••• •••• [A-Z\d]{4}$/);
  expect(await textOf(page, "#left")).toMatch(/^in (?:60:00|5\d:\d\d)$/);
  await page.screenshot({ path: join(screenshots, "guest.png"), fullPage: true });
  // No user is signed in.
  expect(await textOf(page, "#sign-out")).toBe("Forget this guest");

  await signIn(page, "alice");
  await who(page, "alice");
  expect(await textOf(page, "#identity")).toBe(guest);
  expect(await textOf(page, "#note")).toBe("Signed in: the guest's identity is now yours.");
  await page.screenshot({ path: join(screenshots, "user.png"), fullPage: true });
  expect(await textOf(page, "#sign-out")).toBe("Sign out");

  await page.getByRole("button", { name: "Sign out" }).click();
  await who(page, "Nobody yet");
  expect(await textOf(page, "#identity")).toBe("–");
  await page.getByRole("button", { name: "Continue as guest" }).click();
  await who(page, "Guest");
  expect(await textOf(page, "#identity")).not.toBe(guest);
  await signIn(page, "alice");
  await who(page, "alice");
  expect(await textOf(page, "#identity")).toBe(guest);
  expect(await textOf(page, "#note")).toContain("welcome back");
});

test("reloading the page keeps the guest", async () => {
  const page = await openPage();
  await page.getByRole("button", { name: "Continue as guest" }).click();
  await who(page, "Guest");
  const guest = await textOf(page, "#identity");
  await page.reload();
  await page.getByRole("button", { name: "Continue as guest" }).click();
  await who(page, "Guest");
  expect(await textOf(page, "#identity")).toBe(guest);
});

test("two users have two identities, even without a sign-out between them", async () => {
  const page = await openPage();
  await signIn(page, "bob");
  await who(page, "bob");
  const bob = await textOf(page, "#identity");
  await signIn(page, "carol");
  await who(page, "carol");
  expect(await textOf(page, "#identity")).not.toBe(bob);
});

test("new credentials are requested on demand, and the page shows the remaining time", async () => {
  const page = await openPage({ clock: true });
  await page.getByRole("button", { name: "Continue as guest" }).click();
  await who(page, "Guest");
  const key = await textOf(page, "#key");
  await page.getByRole("button", { name: "Get new credentials" }).click();
  await expect.poll(() => textOf(page, "#key")).not.toBe(key);
  await page.clock.fastForward("30:00");
  expect(await textOf(page, "#left")).toMatch(/^in (?:30:00|2\d:\d\d)$/);
  await page.clock.fastForward("31:00");
  expect(await textOf(page, "#left")).toBe("expired");
});

test("an expired login token and an unavailable service are distinguished, and change nothing", async () => {
  const page = await openPage({ expectsErrors: true });
  await page.getByRole("button", { name: "Continue as guest" }).click();
  await who(page, "Guest");
  const guest = await textOf(page, "#identity");
  await page.getByLabel("the login token has expired").check();
  await signIn(page, "dave");
  await expect.poll(() => page.getByRole("alert").innerText()).toContain("This sign-in has expired. Sign in again.");
  await page.getByText("Details").click();
  expect(await textOf(page, "#detail")).toMatch(/^NotAuthorizedException: .*expired.* \(request [\da-f-]{36}\)$/);
  await page.screenshot({ path: join(screenshots, "expired.png"), fullPage: true });
  await page.getByLabel("the login token has expired").uncheck();

  await page.getByLabel("the service is down").check();
  await page.getByRole("button", { name: "Get new credentials" }).click();
  await expect.poll(() => page.getByRole("alert").innerText()).toContain("The service cannot be reached.");
  expect(await textOf(page, "#calls li:first-child")).toContain("3 attempts");
  await page.setViewportSize(NARROW);
  await page.screenshot({ path: join(screenshots, "down-narrow.png"), fullPage: true });
  await page.getByLabel("the service is down").uncheck();
  expect(await textOf(page, "#who")).toBe("Guest");

  await signIn(page, "dave");
  await who(page, "dave");
  expect(await textOf(page, "#identity")).toBe(guest);
  expect(await page.getByRole("alert").isVisible()).toBe(false);
});

test("everything can be used with the keyboard, and the focus is never lost", async () => {
  const page = await openPage();
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("guest");
  await page.keyboard.press("Enter");
  await who(page, "Guest");
  expect(await focused(page)).toBe("renew");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("sign-out");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("name");
  await page.keyboard.type("erin");
  await page.keyboard.press("Enter");
  await who(page, "erin");
  expect(await focused(page)).toBe("name");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Space");
  await who(page, "Nobody yet");
  expect(await focused(page)).toBe("guest");
});

test("it is accessible in light and dark mode, and fits a narrow screen", async () => {
  const page = await openPage({ expectsErrors: true });
  await page.getByLabel("the login token has expired").check();
  await signIn(page, "frank");
  await expect.poll(() => page.getByRole("alert").isVisible()).toBe(true);
  await page.getByRole("button", { name: "Continue as guest" }).click();
  await who(page, "Guest");
  await signIn(page, "frank");
  await expect.poll(() => page.getByRole("alert").isVisible()).toBe(true);
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of [WIDE, NARROW]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      const { passed, violations } = (await page.evaluate(`axe.run().then(({ passes, violations }) => ({
        passed: passes.length,
        violations: violations.map(({ id, nodes }) => id + ": " + nodes.map(({ target }) => target).join(", ")),
      }))`)) as { passed: number; violations: string[] };
      expect(violations).toEqual([]);
      expect(passed).toBeGreaterThan(20);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      await page.screenshot({ path: join(screenshots, `${colorScheme}-${viewport.width}.png`), fullPage: true });
    }
  }
});

test("the page contains no secrets", async () => {
  const page = await openPage();
  const answers: string[] = [];
  page.on("response", async (response) => {
    if (response.request().method() === "POST") answers.push(await response.text().catch(() => ""));
  });
  await signIn(page, "grace");
  await who(page, "grace");
  await expect.poll(() => answers.join("")).toContain("SecretKey");
  const secrets = [...answers.join("").matchAll(/"(?:AccessKeyId|SecretKey|SessionToken|token)":"([^"]+)"/g)];
  expect(secrets).toHaveLength(4);
  const content = await page.content();
  expect(secrets.filter(([, secret = ""]) => content.includes(secret))).toEqual([]);
});

test("Ctrl-C stops the page and the service", async () => {
  const endpoint = /Its identity pool: +(http:\S+)/.exec(said)?.[1] ?? "";
  expect((await fetch(url)).status).toBe(200);
  const ended = once(server, "exit");
  server.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  expect(said).toMatch(/Ended\.\n$/);
  await expect(fetch(url)).rejects.toThrow("fetch failed");
  await expect(fetch(endpoint)).rejects.toThrow("fetch failed");
});

/** A page without errors and violations of its security policy, unless calls are expected to fail. */
async function openPage({ expectsErrors = false, clock = false } = {}): Promise<Page> {
  // A separate context, because pages of one context share their storage.
  const context = await browser.newContext({ viewport: WIDE, colorScheme: "light", bypassCSP: false });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const isCall = expectsErrors && message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isCall) complaints.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  if (clock) await page.clock.install();
  await page.goto(url);
  await page.evaluate(AXE);
  return page;
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const who = (page: Page, name: string) => expect.poll(() => textOf(page, "#who")).toBe(name);
const textOf = (page: Page, selector: string): Promise<string> => page.locator(selector).innerText();
const focused = (page: Page): Promise<unknown> => page.evaluate("document.activeElement?.id");

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { CognitoIdentity } from "../../../src/index.js";
import { type CognitoIdentityService, startCognitoIdentity } from "../../../src/local/index.js";
import { launchChromium } from "../../launchChromium.js";

const ROLE = "arn:aws:iam::000000000000:role/Guest";
const screenshots = mkdtempSync(join(tmpdir(), "console-"));

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test("a pool, its identities, requests and keys appear while they are made", async () => {
  const { page, cognito, service } = await openConsole();
  await expect.poll(() => page.locator("#no-pools").isVisible()).toBe(true);
  const { IdentityPoolId } = await cognito.createIdentityPool({
    IdentityPoolName: "app",
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { "accounts.google.com": "my-client" },
  });
  await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated: ROLE } });
  const { IdentityId } = await cognito.getId({ IdentityPoolId });
  const { Credentials } = await cognito.getCredentialsForIdentity({ IdentityId });
  await expect.poll(() => page.locator("#pools button").innerText()).toContain("app");
  await expect.poll(() => page.locator("#identities").innerText()).toContain(IdentityId);
  await expect.poll(() => page.locator("#keys").innerText()).toContain(Credentials?.AccessKeyId);
  await expect.poll(() => page.locator("#log").innerText()).toContain("GetCredentialsForIdentity");
  await page.screenshot({ path: join(screenshots, "light.png"), fullPage: true });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: join(screenshots, "dark.png"), fullPage: true });
  console.info(`screenshots: ${screenshots}`);

  // Expired by moving the clock.
  await page.getByRole("button", { name: "+1 hour" }).click();
  await page.getByRole("button", { name: "+1 hour" }).click();
  await expect.poll(() => page.locator("#keys .bad").count()).toBe(1);
  expect(service.resolveAccessKey(Credentials?.AccessKeyId ?? "")?.expired).toBe(true);
});

test("a login token that the page mints signs a user in", async () => {
  const { page, cognito } = await openConsole();
  const { IdentityPoolId } = await cognito.createIdentityPool({
    IdentityPoolName: "app",
    AllowUnauthenticatedIdentities: false,
    SupportedLoginProviders: { "accounts.google.com": "my-client" },
  });
  await expect.poll(() => page.getByLabel("Provider").inputValue()).toBe("accounts.google.com");
  await page.getByLabel("Subject").fill("<b>bob</b>");
  await page.getByRole("button", { name: "Mint" }).click();
  await expect.poll(() => page.locator("#token code").innerText()).toMatch(/^eyJ/);
  const token = await page.locator("#token code").innerText();
  await cognito.getId({ IdentityPoolId, Logins: { "accounts.google.com": token } });
  await expect.poll(() => page.locator("#identities").innerText()).toContain("<b>bob</b>");
});

test("a request opens with what it said and what it was told, without secrets, and stays open while others come", async () => {
  const { page, cognito } = await openConsole();
  const { IdentityPoolId } = await cognito.createIdentityPool({
    IdentityPoolName: "app",
    AllowUnauthenticatedIdentities: true,
  });
  await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated: ROLE } });
  const { IdentityId } = await cognito.getId({ IdentityPoolId });
  const { Credentials } = await cognito.getCredentialsForIdentity({ IdentityId });
  const request = page.getByRole("button", { name: "GetCredentialsForIdentity" });
  await request.focus();
  await page.keyboard.press("Enter");
  const shown = () => page.locator("#log pre").allInnerTexts();
  await expect
    .poll(shown)
    .toEqual([
      JSON.stringify({ IdentityId }, undefined, 2),
      expect.stringMatching(/"SecretKey": "\(masked\)",\s+"SessionToken": "\(masked\)",\s+"Expiration": \d+/),
    ]);
  expect(await page.content()).not.toContain(Credentials?.SecretKey);
  await cognito.getId({ IdentityPoolId });
  await expect.poll(() => page.locator("#log button").count()).toBe(5);
  expect(await shown()).toHaveLength(2);
  // Who works with the keyboard is where they were, although the rows are new ones.
  expect(await request.getAttribute("aria-expanded")).toBe("true");
  await page.keyboard.press("Enter");
  await expect.poll(shown).toEqual([]);
});

test("more identities stay on the page when news come", async () => {
  const { page, cognito } = await openConsole();
  const { IdentityPoolId } = await cognito.createIdentityPool({
    IdentityPoolName: "app",
    AllowUnauthenticatedIdentities: true,
  });
  const guests = (count: number) => Promise.all(Array.from({ length: count }, () => cognito.getId({ IdentityPoolId })));
  await guests(60);
  const rows = () => page.locator("#identities tr").count();
  await expect.poll(rows).toBe(50);
  await page.getByRole("button", { name: "More identities" }).click();
  await expect.poll(rows).toBe(60);
  await guests(1);
  await expect.poll(rows).toBe(61);
  expect(await page.getByRole("button", { name: "More identities" }).isVisible()).toBe(false);
});

test.each([
  ["throttle above a rate", { throttleAbove: 5 }],
  ["slow down", { latency: 2000 }],
  ["skew the Date", { dateSkew: -600_000 }],
  ["hang", { kind: "hang" }],
])("a failure by form: %s", async (what, fault) => {
  const { page, service } = await openConsole();
  await page.getByLabel("What").selectOption({ label: what });
  await page.getByLabel("Times").fill("");
  await page.getByRole("button", { name: "Add" }).click();
  await expect.poll(() => service.control.faults()).toEqual([fault]);
  await expect.poll(() => page.locator("#faults").innerText()).toContain(JSON.stringify(fault));
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect.poll(() => service.control.faults()).toEqual([]);
});

test("nothing sticks out of a window, wide or narrow", async () => {
  const { page, cognito, service } = await openConsole();
  const { IdentityPoolId } = await cognito.createIdentityPool({
    IdentityPoolName: "a pool with a rather long name ".repeat(4).trim(),
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { "accounts.google.com": "my-client" },
  });
  await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated: ROLE, authenticated: ROLE } });
  const { IdentityId } = await cognito.getId({ IdentityPoolId });
  await cognito.getCredentialsForIdentity({ IdentityId });
  service.control.addFault({ operation: "GetOpenIdTokenForDeveloperIdentity", kind: "unavailable", times: 1 });
  await expect.poll(() => page.locator("#keys tr").count()).toBe(1);
  const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  for (const width of [1360, 1000, 700, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(overflow), `${width} wide`).toBe(0);
  }
});

test("throttling by button shows in the list of requests, and reset asks first", async () => {
  const { page, cognito, service } = await openConsole();
  await page.getByLabel("Operation").selectOption("ListIdentityPools");
  await page.getByRole("button", { name: "Add" }).click();
  await expect.poll(() => service.control.faults().length).toBe(1);
  await cognito.listIdentityPools({ MaxResults: 1 });
  await expect.poll(() => page.locator("#log").innerText()).toContain("TooManyRequestsException");
  await cognito.createIdentityPool({ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true });
  await expect.poll(() => page.locator("#pools button").count()).toBe(1);
  await page.getByRole("button", { name: "Reset everything" }).click();
  await page.getByRole("button", { name: "Keep everything" }).click();
  expect((await cognito.listIdentityPools({ MaxResults: 1 })).IdentityPools).toHaveLength(1);
  await page.getByRole("button", { name: "Reset everything" }).click();
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await expect.poll(() => page.locator("#no-pools").isVisible()).toBe(true);
});

test("the token leaves the address, stays for a reload, and is asked for where it is missing or wrong", async () => {
  const { page, cognito, service } = await openConsole();
  await cognito.createIdentityPool({ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true });
  await expect.poll(() => page.locator("#pools button").count()).toBe(1);
  expect(page.url()).toBe(`${service.endpoint}/`);
  await page.reload();
  await expect.poll(() => page.locator("#pools button").count()).toBe(1);

  // In another browser profile nothing is stored.
  const stranger = await browser.newPage();
  onTestFinished(() => stranger.close());
  await stranger.goto(service.endpoint);
  const dialog = stranger.locator("#sign-in");
  await expect.poll(() => dialog.isVisible()).toBe(true);
  expect(await stranger.locator("#pools button").count()).toBe(0);
  await stranger.getByLabel("Control token").fill("wrong");
  await stranger.getByRole("button", { name: "Continue" }).click();
  await expect.poll(() => stranger.locator("#status").innerText()).toContain("token");
  await expect.poll(() => dialog.isVisible()).toBe(true);
  await stranger.goto(`${service.endpoint}/#${service.controlToken}`);
  await expect.poll(() => stranger.locator("#pools button").count()).toBe(1);
  expect(await dialog.isVisible()).toBe(false);
});

test("everything can be reached and used by keyboard", async () => {
  const { page, service } = await openConsole();
  const reached = new Set<string>();
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    reached.add(
      (await page.evaluate("document.activeElement?.textContent?.trim() || document.activeElement?.name")) ?? "",
    );
  }
  for (const name of ["Skip to the requests", "provider", "Mint", "+1 hour", "Add", "Clear all", "Reset everything"]) {
    expect([...reached]).toContain(name);
  }
  await page.getByRole("button", { name: "+1 day" }).focus();
  const before = service.control.now();
  await page.keyboard.press("Enter");
  await expect.poll(() => service.control.now() - before).toBeGreaterThan(86_000_000);
});

/** A page that must not complain: neither of errors nor of its security policy. */
async function openConsole(): Promise<{ page: Page; service: CognitoIdentityService; cognito: CognitoIdentity }> {
  const service = await startCognitoIdentity({ control: true });
  const cognito = new CognitoIdentity(service.clientConfig());
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  onTestFinished(async () => {
    await page.close();
    cognito.destroy();
    await service.close();
    expect(complaints.filter((text) => !text.includes("favicon"))).toEqual([]);
  });
  await page.goto(`${service.endpoint}/#${service.controlToken}`);
  return { page, service, cognito };
}

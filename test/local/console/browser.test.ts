import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { emptyService, openConsole as openScene, usedService } from "../../../scripts/screenshots/consoleScene.js";
import { CognitoIdentity } from "../../../src/index.js";
import { type CognitoIdentityService, type Fault, startCognitoIdentity } from "../../../src/local/index.js";
import { launchChromium } from "../../launchChromium.js";

const ROLE = "arn:aws:iam::000000000000:role/Guest";
const PHONE = { width: 390, height: 844 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test("a pool, its identities, requests, and keys appear as they are created", async () => {
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
  await expect.poll(() => page.locator("#pools .name").innerText()).toContain("app");
  await expect.poll(() => page.locator("#identities").innerText()).toContain(IdentityId);
  await expect.poll(() => page.locator("#keys").innerText()).toContain(Credentials?.AccessKeyId);
  await expect.poll(() => page.locator("#log").innerText()).toContain("GetCredentialsForIdentity");

  // Expired by moving the clock.
  await page.getByRole("button", { name: "+1 hour" }).click();
  await page.getByRole("button", { name: "+1 hour" }).click();
  await expect.poll(() => page.locator("#keys .bad").count()).toBe(1);
  expect(service.resolveAccessKey(Credentials?.AccessKeyId ?? "")?.expired).toBe(true);
});

test("an empty service shows how to start: variables to copy, and a pool that issues credentials", async () => {
  const { page, cognito, service } = await openConsole();
  const variables = [
    `export AWS_ENDPOINT_URL_COGNITO_IDENTITY=${service.endpoint}`,
    `export AWS_ENDPOINT_URL_STS=${service.endpoint}`,
    "export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1",
    "export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test",
  ].join("\n");
  await expect.poll(() => page.locator("#exports").innerText()).toBe(variables);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(variables);

  await page.locator("#first-pool").click();
  await page.getByLabel("Name").fill("shop <b>");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect.poll(() => page.locator("#pool-form .problem").innerText()).toMatch(/^name must be 1 to 128 letters/);
  await page.getByLabel("Name").fill("shop");
  await page.getByLabel("Login provider").fill("accounts.google.com");
  await page.getByLabel("Client ID").fill("my-client");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect.poll(() => page.locator("#pools .name").innerText()).toBe("shop");
  expect(await page.locator("#pool-dialog").isVisible()).toBe(false);
  const { IdentityPools: [pool] = [] } = await cognito.listIdentityPools({ MaxResults: 1 });
  const { IdentityId } = await cognito.getId({ IdentityPoolId: pool?.IdentityPoolId });
  const { Credentials } = await cognito.getCredentialsForIdentity({ IdentityId });
  expect(service.resolveAccessKey(Credentials?.AccessKeyId ?? "")?.roleArn).toBe(ROLE);
  await expect.poll(() => page.locator("#welcome").isVisible()).toBe(false);
});

test("clicking an ID copies it, and the page confirms this", async () => {
  const { page, cognito } = await openConsole();
  const { IdentityPoolId = "" } = await cognito.createIdentityPool({
    IdentityPoolName: "app",
    AllowUnauthenticatedIdentities: true,
  });
  await page.getByRole("button", { name: IdentityPoolId }).click();
  await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(IdentityPoolId);
  await expect.poll(() => page.getByRole("status").first().innerText()).toBe(`Copied ${IdentityPoolId}`);
});

test("a login token from the page signs a user in, and its claims are shown", async () => {
  const { page, cognito } = await openConsole();
  const { IdentityPoolId } = await cognito.createIdentityPool({
    IdentityPoolName: "app",
    AllowUnauthenticatedIdentities: false,
    SupportedLoginProviders: { "accounts.google.com": "my-client" },
  });
  await expect.poll(() => page.locator("#pools li").count()).toBe(1);
  await page.getByRole("button", { name: "Create a login token" }).click();
  expect(await page.getByLabel("Provider", { exact: true }).inputValue()).toBe("accounts.google.com");
  await page.getByLabel("Subject").fill("<b>bób</b>");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect.poll(() => page.getByLabel("Token", { exact: true }).inputValue()).toMatch(/^eyJ/);
  const claims = await page.locator("#claims").innerText();
  expect(claims).toMatch(/aud\s+my-client/);
  expect(claims).toMatch(/sub\s+<b>bób<\/b>/);
  expect(claims).toMatch(/exp\s+\d+ \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\)/);
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  await cognito.getId({ IdentityPoolId, Logins: { "accounts.google.com": token } });
  await expect.poll(() => page.locator("#identities").innerText()).toContain("<b>bób</b>");
});

test("a request expands to its contents and its response, without secrets, and stays open while others arrive", async () => {
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
  await expect.poll(() => page.locator("#log .request").count()).toBe(5);
  // The newest is first.
  expect(await page.locator("#log .operation").allInnerTexts()).toEqual([
    "GetId",
    "GetCredentialsForIdentity",
    "GetId",
    "SetIdentityPoolRoles",
    "CreateIdentityPool",
  ]);
  expect(await shown()).toHaveLength(2);
  // The keyboard focus stays on the request, although its element was replaced.
  expect(await request.getAttribute("aria-expanded")).toBe("true");
  await page.keyboard.press("Enter");
  await expect.poll(shown).toEqual([]);
});

test("an access key links to its identity, even in another pool, and so does a request that it signed", async () => {
  const { page, cognito, service } = await openConsole();
  const poolOf = async (IdentityPoolName: string): Promise<string> => {
    const { IdentityPoolId = "" } = await cognito.createIdentityPool({
      IdentityPoolName,
      AllowUnauthenticatedIdentities: true,
    });
    await cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: { unauthenticated: ROLE } });
    return IdentityPoolId;
  };
  const [first, second] = [await poolOf("first"), await poolOf("second")];
  const { IdentityId = "" } = await cognito.getId({ IdentityPoolId: first });
  await cognito.getId({ IdentityPoolId: first });
  await cognito.getId({ IdentityPoolId: second });
  const { Credentials: { AccessKeyId = "", SecretKey = "", SessionToken } = {} } =
    await cognito.getCredentialsForIdentity({ IdentityId });
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
  const user = new CognitoIdentity({ ...service.clientConfig(), credentials, maxAttempts: 1 });
  onTestFinished(() => user.destroy());
  await user.listIdentityPools({ MaxResults: 1 }).catch(() => undefined);

  // The newest pool is first, and selected.
  await expect.poll(() => page.locator("#pools .name").allInnerTexts()).toEqual(["second", "first"]);
  const ids = () => page.locator("#identities .id").allInnerTexts();
  await page.getByRole("button", { name: `Show identity ${IdentityId}` }).click();
  await expect.poll(ids).toEqual([IdentityId]);
  expect(await page.locator("#pools .chosen .name").innerText()).toBe("first");
  expect(await page.evaluate("document.activeElement.textContent")).toBe(IdentityId);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.poll(async () => (await ids()).length).toBe(2);

  await page.getByRole("button", { name: "second", exact: true }).click();
  await page.locator("#log .request").first().click();
  await page.locator("#log .exchange .link").click();
  await expect.poll(ids).toEqual([IdentityId]);
});

test("the newest identities come first, and more of them stay on the page when others are created", async () => {
  const { page, cognito } = await openConsole();
  const { IdentityPoolId } = await cognito.createIdentityPool({
    IdentityPoolName: "app",
    AllowUnauthenticatedIdentities: true,
  });
  const guests = (count: number) => Promise.all(Array.from({ length: count }, () => cognito.getId({ IdentityPoolId })));
  await guests(60);
  const rows = () => page.locator("#identities li").count();
  await expect.poll(rows).toBe(50);
  await page.getByRole("button", { name: "More identities" }).click();
  await expect.poll(rows).toBe(60);
  const [newest] = await guests(1);
  await expect.poll(rows).toBe(61);
  expect(await page.locator("#identities .id").first().innerText()).toBe(newest?.IdentityId);
  expect(await page.getByRole("button", { name: "More identities" }).isVisible()).toBe(false);
});

test.each([
  ["throttle above a rate", { throttleAbove: 5 }, "Every request is throttled above 5 per second."],
  ["slow down", { latency: 2000 }, "Every request waits 2 seconds."],
  ["skew the Date header", { dateSkew: -600_000 }, "Every request gets a Date header that is 10 minutes behind."],
  ["do not respond", { kind: "hang" }, "Every request gets no response."],
] satisfies [string, Fault, string][])("a fault from the form, as a sentence: %s", async (what, fault, sentence) => {
  const { page, service } = await openConsole();
  service.control.addFault({ operation: "GetId", kind: "cut" });
  await page.getByRole("button", { name: "Add a fault" }).click();
  await page.getByLabel("What happens").selectOption({ label: what });
  await page.getByLabel("Number of requests").fill("");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect.poll(() => service.control.faults()).toEqual([{ operation: "GetId", kind: "cut" }, fault]);
  const sentences = () => page.locator("#faults span").allInnerTexts();
  await expect.poll(sentences).toEqual(["Every request of GetId loses its connection.", sentence]);
  await page.getByRole("button", { name: "Remove: Every request of GetId" }).click();
  await expect.poll(() => service.control.faults()).toEqual([fault]);
  await expect.poll(sentences).toEqual([sentence]);
});

test("a rate from the form applies to every request, unless a number is entered", async () => {
  const { page, service } = await openConsole();
  await page.getByRole("button", { name: "Add a fault" }).click();
  await page.getByLabel("What happens").selectOption({ label: "throttle above a rate" });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect.poll(() => service.control.faults()).toEqual([{ throttleAbove: 5 }]);
});

test("requests affected by a fault are marked, including those that were only delayed", async () => {
  const { page, cognito, service } = await openConsole();
  service.control.addFault({ operation: "ListIdentityPools", kind: "throttle", times: 1 });
  service.control.addFault({ operation: "ListIdentityPools", latency: 1, times: 1 });
  await cognito.listIdentityPools({ MaxResults: 1 });
  await cognito.listIdentityPools({ MaxResults: 1 });
  await expect
    .poll(() => page.locator("#log .request .problem").allInnerTexts())
    .toEqual([
      "",
      expect.stringContaining("slowed down"),
      expect.stringMatching(/TooManyRequests[\s\S]*fault: throttle/),
    ]);
});

test("a clock that was moved or stopped has a badge that resets it", async () => {
  const { page, service } = await openConsole();
  const badge = page.locator("#moved");
  await expect.poll(() => page.locator("#time").innerText()).toMatch(/^\d{4}-/);
  expect(await badge.isVisible()).toBe(false);
  await page.getByRole("button", { name: "+1 day" }).click();
  await page.getByRole("button", { name: "+1 hour" }).click();
  await expect.poll(() => page.locator("#moved-text").innerText()).toBe("1 day 1 hour ahead");
  service.control.setTime(Date.UTC(2030, 0, 1), { stopped: true });
  await expect.poll(() => page.locator("#moved-text").innerText()).toBe("Stopped");
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect.poll(() => badge.isVisible()).toBe(false);
  // It was a day and an hour ahead.
  expect(Math.abs(service.control.now() - Date.now())).toBeLessThan(3_600_000);
});

test("nothing overflows a window, wide or narrow", async () => {
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
  await expect.poll(() => page.locator("#keys li").count()).toBe(1);
  const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  for (const width of [1360, 1000, 700, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(overflow), `${width} wide`).toBe(0);
  }
});

test("on a phone, operation, status and error are in the first line of a request", async () => {
  const { page } = await openUsed(PHONE);
  const boxes = await page.locator("#log .request").evaluateAll((requests) =>
    requests.map((request) =>
      [".operation", ".code", ".problem"].map((part) => {
        const { top, bottom, left, right } = (request.querySelector(part) as unknown as Boxed).getBoundingClientRect();
        return { middle: (top + bottom) / 2, left, right };
      }),
    ),
  );
  expect(boxes.length).toBeGreaterThan(8);
  for (const [operation, code, problem] of boxes as [Middle, Middle, Middle][]) {
    expect(Math.abs(operation.middle - code.middle)).toBeLessThan(6);
    expect(operation.right).toBeLessThanOrEqual(code.left);
    expect(problem.right).toBeLessThanOrEqual(PHONE.width);
  }
  const withError = page.locator("#log .request", { hasText: "NotAuthorized" }).locator(".problem");
  expect(await withError.innerText()).toBe("NotAuthorized");
  const [{ middle: code }, { middle: problem }] = (boxes.find(([, , one]) => (one?.left ?? 0) > 0) ?? []).slice(1) as [
    Middle,
    Middle,
  ];
  expect(Math.abs(code - problem)).toBeLessThan(12);
});

interface Boxed {
  getBoundingClientRect(): { top: number; bottom: number; left: number; right: number };
}
interface Middle {
  readonly middle: number;
  readonly left: number;
  readonly right: number;
}

test("on a phone, every control is at least 44 pixels high", async () => {
  const { page } = await openUsed(PHONE);
  await page.locator("#log .request").first().click();
  await page.locator("#log .exchange").waitFor();
  const small = async () =>
    page
      .locator("button:visible, select:visible, input:visible:not([type=checkbox]), label.check:visible")
      .evaluateAll((controls) =>
        controls
          .map((control) => ({
            text: control.textContent ?? "",
            height: (control as unknown as { offsetHeight: number }).offsetHeight,
          }))
          .filter(({ height }) => height < 44),
      );
  expect(await small()).toEqual([]);
  for (const name of ["Create a pool", "Create a login token", "Add a fault", "Reset"]) {
    await page.getByRole("button", { name, exact: true }).first().click();
    expect(await small(), name).toEqual([]);
    await page.keyboard.press("Escape");
  }
});

describe.each(["light", "dark"] as const)("axe finds no problems in %s colors:", (colorScheme) => {
  /** The violations by rule, with the elements. */
  async function violationsOn(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate("axe.run()")) as axe.AxeResults;
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  test.each([
    ["a desktop", { width: 1360, height: 900 }],
    ["a phone", PHONE],
  ])("on %s", async (_, viewport) => {
    const { page } = await openUsed(viewport, colorScheme);
    await page.getByRole("button", { name: "NotAuthorized" }).click();
    await page.locator("#log .exchange").waitFor();
    expect(await violationsOn(page)).toEqual([]);
    for (const name of ["Create a pool", "Create a login token", "Add a fault", "Reset"]) {
      await page.getByRole("button", { name, exact: true }).first().click();
      if (name === "Create a login token") {
        await page.getByRole("button", { name: "Create token" }).click();
        await page.locator("#claims dt").first().waitFor();
      }
      expect(await violationsOn(page), name).toEqual([]);
      await page.keyboard.press("Escape");
    }
  });

  test("in an empty service", async () => {
    const { page } = await openWith(emptyService, { width: 1360, height: 900 }, colorScheme);
    expect(await violationsOn(page)).toEqual([]);
  });
});

test("reset requires confirmation", async () => {
  const { page, cognito } = await openConsole();
  await cognito.createIdentityPool({ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true });
  await expect.poll(() => page.locator("#pools li").count()).toBe(1);
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await page.getByRole("button", { name: "Keep everything" }).click();
  expect((await cognito.listIdentityPools({ MaxResults: 1 })).IdentityPools).toHaveLength(1);
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await page.getByRole("button", { name: "Reset everything" }).click();
  await expect.poll(() => page.locator("#no-pools").isVisible()).toBe(true);
});

test("the token is removed from the address, kept for a reload, and requested if it is missing or wrong", async () => {
  const { page, cognito, service } = await openConsole();
  await cognito.createIdentityPool({ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true });
  await expect.poll(() => page.locator("#pools li").count()).toBe(1);
  expect(page.url()).toBe(`${service.endpoint}/`);
  await page.reload();
  await expect.poll(() => page.locator("#pools li").count()).toBe(1);

  // In another browser profile nothing is stored.
  const otherProfile = await browser.newPage();
  onTestFinished(() => otherProfile.close());
  await otherProfile.goto(service.endpoint);
  const dialog = otherProfile.locator("#sign-in");
  await expect.poll(() => dialog.isVisible()).toBe(true);
  expect(await otherProfile.locator("#pools li").count()).toBe(0);
  await otherProfile.getByLabel("Control token").fill("wrong");
  await otherProfile.getByRole("button", { name: "Continue" }).click();
  await expect.poll(() => otherProfile.locator("#status").innerText()).toContain("token");
  await expect.poll(() => dialog.isVisible()).toBe(true);
  await otherProfile.goto(`${service.endpoint}/#${service.controlToken}`);
  await expect.poll(() => otherProfile.locator("#pools li").count()).toBe(1);
  expect(await dialog.isVisible()).toBe(false);
});

test("everything can be reached and used with the keyboard", async () => {
  const { page, service } = await openConsole();
  const reached = new Set<string>();
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    reached.add(
      (await page.evaluate("document.activeElement?.textContent?.trim() || document.activeElement?.name")) ?? "",
    );
  }
  for (const name of [
    "Skip to the requests",
    "Create a pool",
    "Create a login token",
    "Add a fault",
    "+1 hour",
    "Reset",
  ]) {
    expect([...reached]).toContain(name);
  }
  await page.getByRole("button", { name: "+1 day" }).focus();
  const before = service.control.now();
  await page.keyboard.press("Enter");
  await expect.poll(() => service.control.now() - before).toBeGreaterThan(86_000_000);
});

/** A page without errors and violations of its security policy. */
async function openConsole(): Promise<{ page: Page; service: CognitoIdentityService; cognito: CognitoIdentity }> {
  const service = await startCognitoIdentity({ control: true });
  const cognito = new CognitoIdentity(service.clientConfig());
  onTestFinished(() => cognito.destroy());
  const page = await newPage(service, { width: 1360, height: 900 });
  await page.goto(`${service.endpoint}/#${service.controlToken}`);
  return { page, service, cognito };
}

type ColorScheme = "light" | "dark";
type Viewport = typeof PHONE;

/** The console of a service that has been used for a while. */
async function openUsed(viewport: Viewport, colorScheme?: ColorScheme): Promise<{ page: Page }> {
  const { page } = await openWith(usedService, viewport, colorScheme);
  await page.locator("#log .request").first().waitFor();
  return { page };
}

async function openWith(
  start: () => Promise<CognitoIdentityService>,
  viewport: Viewport,
  colorScheme: ColorScheme = "light",
): Promise<{ page: Page }> {
  const service = await start();
  const page = await newPage(service, viewport, colorScheme);
  await openScene(page, service);
  return { page };
}

async function newPage(service: CognitoIdentityService, viewport: Viewport, colorScheme?: ColorScheme): Promise<Page> {
  const context = await browser.newContext({ viewport, ...(colorScheme && { colorScheme }) });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  onTestFinished(async () => {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
    await service.close();
    // Chromium reports each response with an error status, such as to an invalid name of a pool.
    expect(complaints.filter((text) => !text.includes("status of 400"))).toEqual([]);
  });
  return page;
}

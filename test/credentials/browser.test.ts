import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { launchChromium } from "../launchChromium.js";
import { HOUR, startServices, type World } from "./world.js";

// The application in these tests: pages of one origin, with the providers of both packages.
const APPLICATION = `
  import * as aws from "@aws-sdk/credential-provider-cognito-identity";
  import * as ours from "cognito-identity-client/credentials";
  // A storage that writes when the test allows it.
  const gated = {
    getItem: (key) => localStorage.getItem(key),
    setItem: async (key, id) => {
      await new Promise((resolve) => { globalThis.openGate = resolve; });
      localStorage.setItem(key, id);
    },
    removeItem: (key) => localStorage.removeItem(key),
  };
  globalThis.lockRequests = async () => (await navigator.locks.query()).pending.length;
  globalThis.identityOf = async ({ by, storage, ...parameters }) => {
    const cache = storage === "gated" ? gated : storage === "localStorage" ? localStorage : undefined;
    const { fromCognitoIdentityPool } = by === "aws" ? aws : ours;
    const { identityId } = await fromCognitoIdentityPool({ ...parameters, cache })();
    // The providers do not wait for the write to complete.
    while (!cache && (await storedIds())?.includes(identityId) === false) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return identityId;
  };
  const storedIds = async () => {
    const [NAME, STORE] = ["aws:cognito-identity-ids", "IdentityIds"];
    // Undefined if a frame has no access to storage.
    const databases = await indexedDB.databases().catch(() => undefined);
    if (!databases?.some(({ name }) => name === NAME)) return databases && [];
    const result = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const database = await result(indexedDB.open(NAME));
    const entries = await result(database.transaction(STORE).objectStore(STORE).getAll());
    database.close();
    return entries.map(({ value }) => value);
  };
  globalThis.clearWhileWaiting = async (parameters) => {
    const provider = ours.fromCognitoIdentityPool(parameters);
    const credentials = provider();
    while (await lockRequests() === 0) {}
    await provider.clear();
    while (await lockRequests() === 1) {}
    endTurn();
    return (await credentials).identityId;
  };
  globalThis.clear = (parameters) => ours.fromCognitoIdentityPool(parameters).clear();
`;

let browser: Browser;
let script: string;
beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: APPLICATION, resolveDir: "." },
    bundle: true,
    format: "iife",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  script = outputFiles[0]?.text ?? "";
  browser = await launchChromium();
});
afterAll(() => browser?.close());

interface Visit {
  identityOf(by: "aws" | "ours", storage?: "IndexedDB" | "localStorage" | "gated"): Promise<string>;
  clearWhileWaiting(): Promise<string>;
  clear(): Promise<void>;
  page: Page;
}

/** The number of requested identities. */
const getIds = ({ service }: World): number => service.requests.filter(({ operation }) => operation === "GetId").length;

/** A separate browser, whose visits to the application share their storage. */
async function openBrowser(world: World): Promise<{ visit(html?: string): Promise<Visit> }> {
  const context = await browser.newContext();
  let body = "";
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    await context.close();
    server.close();
  });
  const { identityPoolId, service } = world;
  const parameters = { identityPoolId, clientConfig: { endpoint: service.endpoint, region: service.region } };
  return {
    async visit(html = "<p>An application") {
      body = html;
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      const frame = page.frames().at(-1) ?? page.mainFrame();
      await frame.addScriptTag({ content: script });
      const call = (name: string, argument: object): Promise<string> =>
        frame.evaluate(`${name}(${JSON.stringify(argument)})`);
      return {
        page,
        identityOf: (by, storage) => call("identityOf", { ...parameters, by, storage }),
        clearWhileWaiting: () => call("clearWhileWaiting", parameters),
        clear: async () => void (await call("clear", parameters)),
      };
    },
  };
}

describe("in Chromium", () => {
  test("a guest keeps the identity between visits, in IndexedDB, also after a switch from AWS's provider", async () => {
    const world = await startServices();
    const { visit } = await openBrowser(world);
    const identityId = await (await visit()).identityOf("aws");
    expect(await (await visit()).identityOf("ours")).toBe(identityId);
    expect(await (await visit()).identityOf("aws")).toBe(identityId);
    expect(getIds(world)).toBe(1);
  });

  for (const storage of ["IndexedDB", "localStorage"] as const) {
    test(`two tabs that start at the same time share one identity in ${storage}`, async () => {
      const world = await startServices();
      const { visit } = await openBrowser(world);
      const tabs = [await visit(), await visit()];
      const first = await Promise.all(tabs.map((tab) => tab.identityOf("ours", storage)));
      const second = await Promise.all(tabs.map((tab) => tab.identityOf("ours", storage)));
      expect([...new Set([...first, ...second])]).toEqual([first[0]]);
      expect(getIds(world)).toBe(1);
    });
  }

  test("a tab whose request hangs doesn't block another tab, and later uses that tab's identity", async () => {
    const world = await startServices();
    const { visit } = await openBrowser(world);
    const [first, second] = [await visit(), await visit()];
    let release = (): void => {};
    const secondIsDone = new Promise<void>((resolve) => {
      release = resolve;
    });
    const isHanging = new Promise<void>((resolve) => {
      void first.page.route(`${world.service.endpoint}/**`, async (route) => {
        const response = await route.fetch();
        resolve();
        await secondIsDone;
        await route.fulfill({ response });
      });
    });
    const hanging = first.identityOf("ours");
    await isHanging;
    const identityId = await second.identityOf("ours");
    release();
    expect(await hanging).toBe(identityId);
    expect(getIds(world)).toBe(2);
  });

  test("a tab waits until another tab has stored the identity ID", async () => {
    const world = await startServices();
    const { visit } = await openBrowser(world);
    const [first, second] = [await visit(), await visit()];
    await first.page.clock.install();
    // The provider waits no longer than a second for a storage.
    await first.page.clock.pauseAt(Date.now() + HOUR);
    const identityId = await first.identityOf("ours", "gated");
    const other = second.identityOf("ours", "localStorage");
    await Promise.race([other, second.page.waitForFunction("lockRequests()")]);
    await first.page.evaluate("openGate()");
    expect(await other).toBe(identityId);
    expect(getIds(world)).toBe(1);
  });

  test("`clear`, while another tab holds the lock, sends nothing for the previous user", async () => {
    const world = await startServices();
    const { page, clearWhileWaiting } = await (await openBrowser(world)).visit();
    const name = `aws:cognito-identity-credentials:${world.identityPoolId}:ANONYMOUS`;
    await page.evaluate(
      `navigator.locks.request("${name}", () => new Promise((resolve) => { globalThis.endTurn = resolve; })), undefined`,
    );
    expect(await clearWhileWaiting()).toMatch(/^us-east-1:/);
    expect(getIds(world)).toBe(1);
  });

  test("AWS's provider finds the identity that this package's provider has stored", async () => {
    const { visit } = await openBrowser(await startServices());
    const identityId = await (await visit()).identityOf("ours");
    expect(await (await visit()).identityOf("aws")).toBe(identityId);
  });

  test("a guest keeps the identity if another program has increased the version of the database", async () => {
    const { visit } = await openBrowser(await startServices());
    const { page, identityOf } = await visit();
    const identityId = await identityOf("ours");
    await page.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open("aws:cognito-identity-ids", 2);
      opening.onsuccess = () => resolve(opening.result.close());
    })`);
    expect(await (await visit()).identityOf("ours")).toBe(identityId);
  });

  test("`localStorage` works as well", async () => {
    const world = await startServices();
    const { visit } = await openBrowser(world);
    const first = await visit();
    const identityId = await first.identityOf("ours", "localStorage");
    expect(await first.page.evaluate("JSON.stringify({ ...localStorage })")).toBe(
      JSON.stringify({ [`aws:cognito-identity-credentials:${world.identityPoolId}:ANONYMOUS`]: identityId }),
    );
    expect(await (await visit()).identityOf("ours", "localStorage")).toBe(identityId);
  });

  test("`clear` removes the guest's identity", async () => {
    const { visit } = await openBrowser(await startServices());
    const identityId = await (await visit()).identityOf("ours");
    await (await visit()).clear();
    expect(await (await visit()).identityOf("ours")).not.toBe(identityId);
  });

  test("a frame without access to storage gets credentials, where AWS's provider fails", async () => {
    const { visit } = await openBrowser(await startServices());
    const sandboxed = await visit(`<iframe sandbox="allow-scripts" srcdoc="<p>"></iframe>`);
    expect(await sandboxed.identityOf("ours")).toMatch(/^us-east-1:/);
    await expect(sandboxed.identityOf("aws", "localStorage")).rejects.toThrow("localStorage");
  });
});

import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CognitoIdentityService, startCognitoIdentity } from "../../src/local/index.js";
import { type ExampleFolder, exampleFolder, ROOT } from "./exampleFolder.js";
import { XMLHttpRequestOverFetch } from "./XMLHttpRequestOverFetch.js";

const execute = promisify(execFile);
const OTHERS = join(ROOT, "test/examples/node_modules");
const PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example";
const SEED = join(ROOT, "examples/browser/server/seed.json");

/** React Native installs these from the same packages before an app's code runs. */
const ENTRY = `
import { AbortController, AbortSignal } from "abort-controller/dist/abort-controller";
import { fetch, Headers, Request, Response } from "whatwg-fetch";
Object.assign(globalThis, { AbortController, AbortSignal, fetch, Headers, Request, Response });
globalThis.Session = require("./session").Session;
`;
/** The example's configuration with two additional folders: an app has all its packages in one, below its own. */
const METRO_CONFIG = `
const config = require("./metro.config.js");
module.exports = { ...config, watchFolders: [require("node:path").dirname(__dirname), ${JSON.stringify(OTHERS)}] };
`;
const BUNDLE = `
const Metro = require("metro");
Metro.loadConfig({ config: "metro.world.config.js" }).then((config) =>
  Metro.runBuild(config, { entry: "entry.js", platform: "android", dev: false, minify: false, out: "bundle.js" }));
`;

let example: ExampleFolder;
let service: CognitoIdentityService;
let bundle: string;
let said: string;
beforeAll(async () => {
  service = await startCognitoIdentity({ region: "eu-west-1", seed: SEED });
  example = await exampleFolder("react-native");
  await cp(join(ROOT, "node_modules/@smithy"), join(example.modules, "@smithy"), { recursive: true });
  writeFileSync(join(example.path, "entry.js"), ENTRY);
  writeFileSync(join(example.path, "metro.world.config.js"), METRO_CONFIG);
  writeFileSync(join(example.path, "bundle.cjs"), BUNDLE);
  const { stdout, stderr } = await execute(process.execPath, ["bundle.cjs"], { cwd: example.path });
  said = stdout + stderr;
  bundle = readFileSync(join(example.path, "bundle.js"), "utf8");
});
afterAll(async () => {
  await service?.close();
  await example?.remove();
});

test("its types are correct, including those of the app's screen", async () => {
  expect(await example.typeErrors()).toEqual([]);
});

test("Metro bundles it without warnings, with the files for React Native", () => {
  console.info(`bundle, not minified: ${Math.round(bundle.length / 1024)} KiB`);
  expect(said).not.toMatch(/warn|deprecat/i);
  expect(bundle).toContain('"md/rn"');
  expect(bundle).not.toMatch(/["']node:|require\(["'](?:buffer|crypto|http)["']\)/);
});

test("Hermes compiles it", async () => {
  const compiler = join(OTHERS, "hermes-compiler/hermesc/linux64-bin/hermesc");
  const output = join(example.path, "bundle.hbc");
  const { stderr } = await execute(compiler, ["-emit-binary", "-out", output, join(example.path, "bundle.js")]);
  expect(stderr).not.toMatch(/error:/);
  expect(readFileSync(output).length).toBeGreaterThan(10_000);
});

test("a guest gets credentials, becomes a user, and keeps the identity", async () => {
  const stored = new Map<string, string>();
  const session = sessionOf(service, stored);
  const guest = await session.continueAsGuest();
  expect(guest.accessKeyId).toMatch(/^ASIA/);
  expect(guest.expiration.getTime()).toBeGreaterThan(Date.now());
  expect((await sessionOf(service, stored).continueAsGuest()).identityId).toBe(guest.identityId);

  const user = await session.signIn(await service.loginToken({ provider: PROVIDER, subject: "alice" }));
  expect(user.identityId).toBe(guest.identityId);
  expect(service.resolveAccessKey(user.accessKeyId)).toMatchObject({ authenticationType: "authenticated" });

  await session.signOut();
  expect([...stored]).toEqual([]);
  expect((await session.continueAsGuest()).identityId).not.toBe(guest.identityId);
});

test("a guest whose identity was deleted gets a new one", async () => {
  const stored = new Map<string, string>();
  const { identityId } = await sessionOf(service, stored).continueAsGuest();
  stored.set([...stored.keys()][0] ?? "", "eu-west-1:00000000-0000-4000-8000-000000000000");
  const again = await sessionOf(service, stored).continueAsGuest();
  expect(again.identityId).not.toBe(identityId);
  expect([...stored.values()]).toEqual([again.identityId]);
});

test("an expired login token and an unavailable service are distinguished", async () => {
  const session = sessionOf(service);
  const token = await service.loginToken({ provider: PROVIDER, subject: "alice", expiresIn: -3600 });
  await expect(session.signIn(token)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  const down = await startCognitoIdentity({ region: "eu-west-1", seed: SEED });
  await down.close();
  await expect(sessionOf(down).continueAsGuest()).rejects.toMatchObject({
    message: expect.stringContaining("Network request failed"),
  });
});

/** React Native's own version can do slightly more, depending on the release. */
class Href {
  readonly href: string;
  constructor(href: string) {
    this.href = href;
  }
  toString(): string {
    return this.href;
  }
}

interface Session {
  continueAsGuest(): Promise<{ identityId: string; accessKeyId: string; expiration: Date }>;
  signIn(token: string): Promise<{ identityId: string; accessKeyId: string }>;
  signOut(): Promise<void>;
}

/** Runs the bundle in a context that contains only the language and what React Native's engine adds to it. */
function sessionOf({ endpoint }: { endpoint: string }, stored = new Map<string, string>()) {
  const context = createContext({
    ...{ XMLHttpRequest: XMLHttpRequestOverFetch, URL: Href, TextEncoder },
    ...{ setTimeout, clearTimeout, console },
  });
  runInContext("globalThis.global = globalThis.self = globalThis.window = globalThis;", context);
  runInContext(bundle, context);
  const storage = {
    getItem: async (key: string) => stored.get(key) ?? null,
    setItem: async (key: string, value: string) => void stored.set(key, value),
    removeItem: async (key: string) => void stored.delete(key),
  };
  const settings = {
    clientConfig: { endpoint },
    identityPoolId: "eu-west-1:5eedb1a5-0000-4000-8000-00000000cafe",
    provider: PROVIDER,
  };
  return new (context as { Session: new (...args: unknown[]) => Session }).Session(settings, storage);
}

/**
 * `npm run test:frameworks`: builds an application with each framework, starts it, calls it, and prints a matrix. `-- --only NAME` selects
 * some. CI does not run it.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { installApplication } from "../../scripts/packages/installApplication.js";
import { startCognitoIdentity } from "../../src/local/index.js";
import { launchChromium } from "../launchChromium.js";
import { type Framework, frameworks } from "./frameworks.js";

const HERE = import.meta.dirname;
/** Most of them do not support the oldest Node.js version that this package supports. */
const NODE = join(HERE, "../platforms/node_modules/node24/bin/node");
const REFERENCE = "@aws-sdk/client-cognito-identity";
const POOL = "eu-west-1:11111111-2222-4333-8444-555555555555";
const WARNING = /\bwarn(?:ing)?\b|⚠|\(!\)|deprecated/i;
/** A framework that needs longer to start is treated as hanging. */
const START_MS = 30_000;

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const chosen = frameworks.filter(({ name }) => values.only?.some((word) => name.includes(word)) ?? true);

const folder = mkdtempSync(join(tmpdir(), "frameworks-"));
const roleArn = "arn:aws:iam::000000000000:role/Guest";
const service = await startCognitoIdentity({
  region: "eu-west-1",
  seed: {
    pools: [
      {
        IdentityPoolId: POOL,
        IdentityPoolName: "app",
        AllowUnauthenticatedIdentities: true,
        Roles: { unauthenticated: roleArn },
      },
    ],
  },
});
const environment = {
  ...process.env,
  // npx and the programs that the application starts must have the same version.
  PATH: `${join(NODE, "..")}:${process.env.PATH}`,
  // Temporary files of the programs are deleted with the folder.
  TMPDIR: folder,
  NODE_ENV: "production",
  CI: "1",
  COGNITO_ENDPOINT: service.endpoint,
  IDENTITY_POOL_ID: POOL,
  ASTRO_TELEMETRY_DISABLED: "1",
  EXPO_NO_TELEMETRY: "1",
  EXPO_OFFLINE: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  NG_CLI_ANALYTICS: "false",
  NUXT_TELEMETRY_DISABLED: "1",
};

interface Row {
  readonly name: string;
  readonly version: string;
  readonly server: string;
  readonly client: string;
  readonly sizes: string;
  readonly seconds: string;
  readonly problems: readonly string[];
}

const rows: Row[] = [];
let browser: Browser | undefined;
try {
  const packages = join(folder, "packages");
  await installApplication(packages, { dependencies: { "cognito-identity-client": "*", [REFERENCE]: "*" } });
  browser = await launchChromium();
  for (const framework of chosen) {
    const row = await tested(framework, join(packages, "node_modules"), browser);
    rows.push(row);
    console.log(
      `${row.problems.length === 0 ? "✓" : "✗"} ${lineOf(row)}${row.problems.map((text) => `\n  ${text}`).join("")}`,
    );
  }
} finally {
  await browser?.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  "\n| tool | version | server's files | client's files | client, gzip: this package | AWS's | build, seconds |",
);
console.log("| --- | --- | --- | --- | ---: | ---: | ---: |");
console.log(rows.map(lineOf).join("\n"));
const failed = rows.filter(({ problems }) => problems.length > 0).length;
console.log(`\n${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function lineOf({ name, version, server, client, sizes, seconds }: Row): string {
  return `| ${name} | ${version} | ${server} | ${client} | ${sizes} | ${seconds} |`;
}

async function tested(framework: Framework, packages: string, chromium: Browser): Promise<Row> {
  const { name, version, component, clientFiles, serverFiles } = framework;
  const application = mkdtempSync(join(folder, `${framework.folder}-`));
  const problems: string[] = [];
  cpSync(join(HERE, framework.folder), application, { recursive: true });
  cpSync(join(HERE, "guest.mjs"), join(application, "guest.mjs"));
  for (const part of framework.without ?? []) {
    rmSync(join(application, part), { recursive: true });
  }
  // Not `npm ci`, because npm 11.19 reports that the lock file it wrote lacks an optional package for Windows.
  const argv = ["install", "--no-audit", "--no-fund", "--loglevel=error", "--include=dev"];
  execFileSync("npm", argv, { cwd: application, stdio: ["ignore", "ignore", "inherit"], env: environment });
  cpSync(packages, join(application, "node_modules"), { recursive: true, force: false });
  const startedAt = Date.now();
  problems.push(...build(framework, application));
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);

  const clientFolder = clientFiles === undefined ? undefined : join(application, clientFiles);
  const ours = clientFolder === undefined ? undefined : sizeOf(clientFolder);
  let client = "";
  if (problems.length === 0) {
    client = await called(framework, application, chromium, problems);
  }
  let sizes = " | ";
  if (component !== undefined && clientFolder !== undefined && problems.length === 0) {
    const path = join(application, component);
    const server = serverFiles === undefined ? "" : filesOf(join(application, serverFiles));
    const source = readFileSync(path, "utf8");
    writeFileSync(path, source.replace('"cognito-identity-client"', `"${REFERENCE}"`));
    rmSync(clientFolder, { recursive: true });
    build(framework, application);
    // Not every tool can build AWS's client.
    sizes = `${kilobytes(ours)} | ${existsSync(clientFolder) ? kilobytes(sizeOf(clientFolder)) : "fails"}`;
    return row(server);
  }
  return row(serverFiles === undefined || problems.length > 0 ? "" : filesOf(join(application, serverFiles)));

  function row(server: string): Row {
    const manifest = readFileSync(join(application, "node_modules", version, "package.json"), "utf8");
    const found = (JSON.parse(manifest) as { version: string }).version;
    return { name, version: found, server, client, sizes, seconds, problems };
  }
}

/** The warnings and errors of the build. */
function build({ build: argv, ownWarnings }: Framework, application: string): string[] {
  const { status, stdout, stderr } = spawnSync(NODE, argv, { cwd: application, env: environment, encoding: "utf8" });
  const lines = `${stdout}\n${stderr}`.split("\n");
  const warnings = lines.filter((line) => WARNING.test(line) && ownWarnings?.test(line) !== true);
  return status === 0 ? warnings : lines.filter(Boolean).slice(-20);
}

/** Starts the built application and calls it. Returns the platform of the files that a browser gets. */
async function called(
  { server, deployed, routes = {}, hasPage, clientFiles }: Framework,
  application: string,
  chromium: Browser,
  problems: string[],
): Promise<string> {
  let cwd = application;
  if (deployed !== undefined) {
    cwd = mkdtempSync(join(folder, "deployed-"));
    cpSync(join(application, deployed), cwd, { recursive: true });
    // Parts that are not in the build must not be found elsewhere.
    rmSync(join(application, "node_modules/cognito-identity-client"), { recursive: true });
  }
  if (server === undefined && !hasPage) {
    return clientFiles === undefined ? "" : nativeFiles(join(application, clientFiles));
  }
  const port = await freePort();
  const env = { ...environment, HOST: "127.0.0.1", PORT: `${port}` };
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const files = server === undefined ? serveFiles(join(application, clientFiles ?? ""), port) : undefined;
  let output = "";
  try {
    if (server !== undefined) {
      child = spawn(NODE, server, { cwd, env });
      child.stdout?.on("data", (data: Buffer) => {
        output += data;
      });
      child.stderr?.on("data", (data: Buffer) => {
        output += data;
      });
    }
    await listening(origin);
    for (const [route, expected] of Object.entries(routes)) {
      const response = await fetch(`${origin}${route}`);
      const text = await response.text();
      if (text !== JSON.stringify(expected)) {
        problems.push(`${route}: ${response.status} ${text.slice(0, 500)}\n${output.slice(-1000)}`);
      }
    }
    return hasPage ? await pressed(origin, chromium, problems) : "";
  } finally {
    child?.kill();
    files?.close();
  }
}

/** Clicks the page's button, which then shows the platform of its files, and the identity. */
async function pressed(origin: string, chromium: Browser, problems: string[]): Promise<string> {
  const page = await chromium.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  try {
    await page.goto(`${origin}/?${new URLSearchParams({ endpoint: service.endpoint, IdentityPoolId: POOL })}`);
    await page.waitForLoadState("networkidle");
    await page.click("button");
    await page.waitForFunction(() => / eu-west-1:/.test(document.querySelector("button")?.textContent ?? ""), null, {
      timeout: START_MS,
    });
    return (await page.textContent("button"))?.trim().split(" ")[0] ?? "";
  } catch (error) {
    problems.push(`the page: ${String(error).split("\n")[0]} ${errors.join("; ")}`);
    return "";
  } finally {
    await page.close();
  }
}

async function listening(origin: string): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    try {
      await fetch(origin);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`Nothing listens at ${origin}.`);
}

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function serveFiles(root: string, port: number) {
  const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };
  return createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const path = join(root, normalize(pathname === "/" ? "/index.html" : pathname));
    if (!existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
    response.end(readFileSync(path));
  }).listen(port, "127.0.0.1");
}

function scriptsIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?js$/.test(entry.name) && !entry.parentPath.includes("node_modules"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

/** Which files of the package are in bundles for servers. */
function filesOf(root: string): string {
  const bundles = scriptsIn(root).filter((text) => text.includes("AWSCognitoIdentityService"));
  const isWhole = bundles.map((text) => text.includes("ListTagsForResource"));
  const kinds = [isWhole.includes(true) && "`node`", isWhole.includes(false) && "unbundled modules"].filter(Boolean);
  return kinds.length === 0 ? "`node`, not in the bundle" : kinds.join(", ");
}

function nativeFiles(root: string): string {
  return scriptsIn(root).some((text) => text.includes("react-native")) ? "react-native" : "";
}

/** The total bytes of all scripts, each compressed. */
function sizeOf(root: string): number {
  return scriptsIn(root).reduce((sum, text) => sum + gzipSync(text).length, 0);
}

function kilobytes(bytes = 0): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

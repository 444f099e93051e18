import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { type CognitoIdentityService, startCognitoIdentity } from "../src/local/index.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** The demo as one file, which starts several times faster. Inside the repository, so that its packages are found. */
let program: string;
beforeAll(async () => {
  const cache = join(ROOT, ".cache");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "demo-"));
  program = join(folder, "demo.mjs");
  await build({
    ...{ entryPoints: [join(ROOT, "scripts/demo.ts")], outfile: program },
    ...{ bundle: true, packages: "external", platform: "node", format: "esm", target: "es2022" },
  });
  return () => rm(folder, { recursive: true });
});

const hasScript = spawnSync("script", ["--version"]).status === 0;

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

async function demo(
  args: string[] = [],
  {
    wrap = (words: string[]) => words,
    variables = {},
  }: { wrap?: (words: string[]) => string[]; variables?: object } = {},
): Promise<Ended> {
  const [file = "", ...rest] = wrap([process.execPath, program, ...args]);
  // The settings of the test runner must not affect the demo. Node.js uses no colors if CI is set.
  const { NO_COLOR: _no, FORCE_COLOR: _force, CI: _ci, COLUMNS: _columns, ...env } = process.env;
  const child = spawn(file, rest, { env: { ...env, TERM: "xterm-256color", ...variables } });
  const textOf = async (stream: Readable) => (await stream.toArray()).join("");
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr, status] = await Promise.all([
    textOf(child.stdout.setEncoding("utf8")),
    textOf(child.stderr.setEncoding("utf8")),
    ended,
  ]);
  return { status, stdout, stderr };
}

/** Runs the demo on a terminal with the given number of columns. */
const onTerminal = (columns: number) => (words: string[]) => {
  const command = `stty cols ${columns}; ${words.map((word) => `'${word}'`).join(" ")}`;
  return ["script", "--quiet", "--return", "--command", command, "/dev/null"];
};

/** The lines on a terminal without colors, and the colors. */
function screen(stdout: string): { lines: string[]; colors: Set<string> } {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of colors.
  const colorCode = /\u001b\[(\d+)m/g;
  return {
    lines: stdout.replace(colorCode, "").split(/\r?\n/),
    colors: new Set([...stdout.matchAll(colorCode)].map(([, code]) => code ?? "")),
  };
}

const serviceWithPool = (): Promise<CognitoIdentityService> =>
  startCognitoIdentity({ seed: { pools: [{ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true }] } });

describe.concurrent("npm run demo", () => {
  test("runs all steps with its own local service, without colors and line limits in a pipe", async () => {
    const { status, stdout, stderr } = await demo();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("\nAll 32 steps passed.\n\nTry next:\n");
    const story = [
      /CreateIdentityPool +async\/await +200 +1 +signed +[\d.]+\n {4}→ .*IdentityPoolName demo/,
      /DescribeIdentityPool +promise +200 /,
      /ListIdentityPools +callback +200 /,
      /SetIdentityPoolRoles +v2 await +200 /,
      /GetIdentityPoolRoles +v2 promise +200 /,
      /CreateIdentityPool +v2 callback +200 /,
      /ListIdentityPools +paginator +200 /,
      /GetCredentialsForIdentity +provider +200 +1 +public +[\d.]+\n {4}→ AccessKeyId ASIA\w+ · Expiration \d/,
      /GetCredentialsForIdentity +v2 await +200 +1 +public/,
      /The identity is the guest's/,
      /advanceTime\(7200000\)\n.*GetId +v2 await +400 .*\n {4}→ NotAuthorizedException: .*Token expired/,
      /With a new token, alice has the same identity/,
      /DescribeIdentity +v2 await +200 +3 +signed/,
      /GetOpenIdTokenForDeveloperIdentity +async\/await +200 +1 +signed .*\n {4}→ .*Token \(authenticated\)/,
      /LookupDeveloperIdentity .*\n {4}→ .*DeveloperUserIdentifierList bob/,
      /AssumeRoleWithWebIdentity → ASIA\w+, role User/,
      /Carol has the role Admin and the principal tag team=security/,
      /ListTagsForResource .*\n {4}→ Tags owner=demo/,
      /DescribeIdentityPool +v2 await +400 .*\n {4}→ ResourceNotFoundException: /,
    ];
    let rest = stdout;
    for (const part of story) {
      expect(rest).toMatch(part);
      rest = rest.slice(rest.search(part));
    }
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toContain("…\n");
    // No tokens or secrets.
    expect(stdout).not.toMatch(/eyJ|IQoJb3Jp/);
  });

  test.skipIf(!hasScript).for([
    [80, ["#", "operation", "called by", "status", "attempts", "auth"]],
    [100, ["#", "operation", "called by", "status", "attempts", "auth", "ms"]],
    [120, ["#", "operation", "called by", "status", "attempts", "auth", "ms"]],
    [60, ["#", "operation", "called by", "status"]],
  ] as const)("shows the result of each step on a terminal with %d columns", async ([columns, titles]) => {
    const { status, stdout } = await demo([], { wrap: onTerminal(columns) });
    expect(status).toBe(0);
    const { lines, colors } = screen(stdout);
    expect(lines.filter((line) => [...line].length > Math.max(columns, 80))).toEqual([]);
    const steps = lines.findIndex((line) => line.startsWith(" #"));
    expect(lines[steps]?.trim().split(/ {2,}/)).toEqual(titles);
    const numbered = lines.flatMap((line, index) => (/^[ \d]\d {2}/.test(line) ? [index] : []));
    expect(numbered).toHaveLength(32);
    for (const index of numbered) {
      expect([...(lines[index] ?? "")].length).toBeLessThanOrEqual(columns);
      expect(lines[index]).toMatch(/^[ \d]\d {2}\w+ +\S.* (?:200|400)(?: |$)/);
      expect(lines[index + 1]).toMatch(/^ {4}→ \S{2}/);
      expect([...(lines[index + 1] ?? "")].length).toBeLessThanOrEqual(columns);
    }
    // IDs are shortened in the middle.
    expect(stdout).toMatch(/IdentityId us-east-1:[\da-f]{8}…[\da-f]{4}\b/);
    expect(lines.join("\n")).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
    // Signed calls are cyan, public ones green.
    expect([...colors]).toEqual(expect.arrayContaining(["36", "32"]));
  });

  test.skipIf(!hasScript)("has no colors on a terminal if NO_COLOR is set", async () => {
    const { status, stdout } = await demo([], { wrap: onTerminal(80), variables: { NO_COLOR: "1" } });
    expect(status).toBe(0);
    expect(stdout).not.toContain("\u001b[");
  });

  test("--verbose prints requests and responses with masked secrets", async () => {
    const { status, stdout, stderr } = await demo(["--verbose"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(
      / {4}request \{\n {6}"IdentityPoolName": "demo",\n[\s\S]*? {4}response \{\n {6}"IdentityPoolId"/,
    );
    expect(stdout).toContain('"accounts.google.com": "(masked)"');
    expect(stdout).toMatch(/"AccessKeyId": "ASIA\w+",\n +"SecretKey": "\(masked\)",\n +"SessionToken": "\(masked\)"/);
    expect(stdout).not.toMatch(/eyJ|IQoJb3Jp/);
  });

  test("only reads from the user's service, which needs no credentials on this machine", async () => {
    await using service = await serviceWithPool();
    const { status, stdout, stderr } = await demo(["--endpoint", service.endpoint]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("All 4 steps passed.");
    const operations = service.requests.map(({ operation, status }) => `${operation} ${status}`);
    expect(operations).toEqual([
      "ListIdentityPools 200",
      "DescribeIdentityPool 200",
      "GetIdentityPoolRoles 200",
      "ListIdentities 200",
    ]);
  });

  test("exits with code 1 on an unexpected result, and names the step", async () => {
    await using service = await serviceWithPool();
    service.control.addFault({ operation: "GetIdentityPoolRoles", error: { code: "NotAuthorizedException" } });
    const { status, stdout, stderr } = await demo(["--endpoint", service.endpoint]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/GetIdentityPoolRoles +v2 await +400 +1 .*\n {4}→ ✗ NotAuthorizedException/);
    expect(stdout).toContain("1 of 3 steps had an unexpected result: see the lines with ✗.");
    expect(stderr).toContain('Unexpected in "Describe the first pool": NotAuthorizedException');
  });

  test.each([
    ["http://127.0.0.1:1", 1, /connect ECONNREFUSED 127\.0\.0\.1:1\nNothing listens at this address\./],
    ["localhost:8000", 2, /^--endpoint must be a URL such as http:\/\/127\.0\.0\.1:4545, not localhost:8000\n/],
  ])("describes what is wrong with the endpoint %s", async (endpoint, expected, message) => {
    const { status, stderr } = await demo(["--endpoint", endpoint]);
    expect(status).toBe(expected);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("prints its options", async () => {
    const { status, stderr } = await demo(["--frobnicate"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Unknown option '--frobnicate'[\s\S]*npm run demo -- --endpoint URL/);
  });
});

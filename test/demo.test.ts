import { spawn, spawnSync } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type CognitoIdentityService, startCognitoIdentity } from "../src/local/index.js";

const DEMO = fileURLToPath(new URL("../scripts/demo.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");
const hasScript = spawnSync("script", ["--version"]).status === 0;

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

async function demo(args: string[] = [], wrap = (words: string[]) => words): Promise<Ended> {
  const [file = "", ...rest] = wrap([process.execPath, "--import", TSX, DEMO, ...args]);
  // What the runner of these tests wants of colours is nothing to the demo; Node.js has none where CI is set.
  const { NO_COLOR: _no, FORCE_COLOR: _force, CI: _ci, ...env } = process.env;
  const child = spawn(file, rest, { env: { ...env, TERM: "xterm-256color" } });
  const textOf = async (stream: Readable) => (await stream.toArray()).join("");
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr, status] = await Promise.all([
    textOf(child.stdout.setEncoding("utf8")),
    textOf(child.stderr.setEncoding("utf8")),
    ended,
  ]);
  return { status, stdout, stderr };
}

const serviceWithPool = (): Promise<CognitoIdentityService> =>
  startCognitoIdentity({ seed: { pools: [{ IdentityPoolName: "app", AllowUnauthenticatedIdentities: true }] } });

describe.concurrent("npm run demo", () => {
  test("shows every usage on a service of its own, without colours in a pipe", async () => {
    const { status, stdout, stderr } = await demo();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Everything went as it should.");
    for (const row of [
      /commands, async\/await +CreateIdentityPool +signed +200 +1 /,
      /GetCredentialsForIdentity +public +200 +1 /,
      /errors with \$metadata +DescribeIdentityPool +signed +400 +1 /,
      /delete +DeleteIdentityPool +signed +200 +1 /,
    ]) {
      expect(stdout).toMatch(row);
    }
    expect(stdout).not.toContain("\u001b");
    // Neither tokens nor secrets.
    expect(stdout).not.toMatch(/eyJ|IQoJb3Jp/);
  });

  test.skipIf(!hasScript)("is coloured on a terminal", async () => {
    const { status, stdout } = await demo([], (words) => [
      ...["script", "--quiet", "--return", "--command", words.map((word) => `'${word}'`).join(" "), "/dev/null"],
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain("\u001b[36m");
    expect(stdout).toContain("\u001b[32m");
  });

  test("only reads on a service of the user's, which needs no credentials when it is on this machine", async () => {
    await using service = await serviceWithPool();
    const { status, stdout, stderr } = await demo(["--endpoint", service.endpoint]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Everything went as it should.");
    const operations = service.requests.map(({ operation, status }) => `${operation} ${status}`);
    expect(operations).toEqual([
      "ListIdentityPools 200",
      "DescribeIdentityPool 200",
      "GetIdentityPoolRoles 200",
      "ListIdentities 200",
    ]);
  });

  test("ends with exit code 1 on a surprise, and says where it was", async () => {
    await using service = await serviceWithPool();
    service.control.addFault({ operation: "GetIdentityPoolRoles", error: { code: "NotAuthorizedException" } });
    const { status, stdout, stderr } = await demo(["--endpoint", service.endpoint]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/GetIdentityPoolRoles +signed +400 +1 .*✗ NotAuthorizedException/);
    expect(stdout).toContain("Not everything went as it should");
    expect(stderr).toContain('Unexpected in "describe the first pool": NotAuthorizedException');
  });

  test.each([
    ["http://127.0.0.1:1", 1, /connect ECONNREFUSED 127\.0\.0\.1:1\nNobody listens there\./],
    ["localhost:8000", 2, /^--endpoint must be a URL such as http:\/\/127\.0\.0\.1:4545, not localhost:8000\n/],
  ])("says what is wrong with the endpoint %s", async (endpoint, expected, message) => {
    const { status, stderr } = await demo(["--endpoint", endpoint]);
    expect(status).toBe(expected);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("says what its options are", async () => {
    const { status, stderr } = await demo(["--frobnicate"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Unknown option '--frobnicate'[\s\S]*npm run demo -- --endpoint URL/);
  });
});

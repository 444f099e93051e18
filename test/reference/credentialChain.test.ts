import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Case, cases, roleWith, sigV4aCases, slashCases } from "./credentialChainCases.js";
import { expectDifferent } from "./expectDifferent.js";
import { type FakeAws, fakeAws, NOW, type Request } from "./fakeAws.js";

// The build inlines AWS's credential providers, with this package's clients instead of their four. Both chains get the same files,
// environment, and responses, and must behave the same.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

interface Chain {
  readonly aws: FakeAws;
  readonly process: ChildProcess;
  /** Rejects if the process exits. */
  readonly ended: Promise<never>;
}

type ShownRequest = Pick<Request, "method" | "url"> & Record<string, unknown>;

interface Run {
  readonly outcomes: readonly Record<string, unknown>[];
  readonly records: readonly (readonly unknown[])[];
  readonly requests: readonly ShownRequest[];
  /** Service and operation of the calls on the tracing channel. */
  readonly traced: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

const called = new Set<string>();
let ours: Chain;
let theirs: Chain;

beforeAll(async () => {
  ours = await chainOf(join(ROOT, "dist/node/index.cjs"));
  theirs = await chainOf("@aws-sdk/client-cognito-identity");
});
afterAll(async () => {
  for (const { aws, process } of [ours, theirs]) {
    process.kill();
    await aws[Symbol.asyncDispose]();
  }
});

describe("the credential chain does what AWS's does", () => {
  test.each(cases)("$name", async (one) => {
    const [ourRun, theirRun] = [await run(ours, one), await run(theirs, one)];
    expect(ourRun.outcomes).toEqual(theirRun.outcomes);
    expect(ourRun.requests).toEqual(theirRun.requests);
    expect(ourRun.records.filter(isKept)).toEqual(masked(theirRun.records.filter(isKept)));
    expect(ourRun.files).toEqual(theirRun.files);
    for (const { method, url } of ourRun.requests) {
      called.add(`${method} ${url.split("?")[0]}`);
    }
  });
});

test("everything that the providers can call has been called", () => {
  expect([...called].sort()).toEqual(
    [
      "GET /full",
      "GET /latest/meta-data/iam/security-credentials/",
      "GET /latest/meta-data/iam/security-credentials/machine",
      "GET /v1/credentials",
      "GET /v2/credentials/id",
      "GET /federation/credentials",
      "POST /",
      "POST /path/",
      "POST /token",
      "POST /v1/token",
      "PUT /latest/api/token",
    ].sort(),
  );
});

test.each([
  ["chained roles", ["STS.AssumeRole", "STS.AssumeRole"]],
  ["token", ["STS.AssumeRoleWithWebIdentity"]],
  ["SSO", ["SSO.GetRoleCredentials"]],
  ["login that is refreshed", ["Signin.CreateOAuth2Token"]],
])("the calls of %s are published to the tracing channel", async (name, calls) => {
  const { traced } = await run(ours, cases.find((one) => one.name === name) as Case);
  expect(traced).toEqual(calls);
});

describe("a response that isn't from STS", () => {
  const html = "<html>hello</html>";
  test.each([
    [200, html],
    [200, ""],
    [200, "<AssumeRoleResponse><AssumeRoleResult>"],
    [403, html],
  ])("with status %d and body %j makes the call reject with an error that says so", async (status, body) => {
    const [ourRun, theirRun] = [await run(ours, roleWith([status, body])), await run(theirs, roleWith([status, body]))];
    const message = `The response (status ${status}) is not one of STS. Check AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, and proxies.`;
    expect(ourRun.outcomes).toMatchObject([
      { name: "InvalidResponse", message, $fault: "client", $metadata: { httpStatusCode: status, attempts: 1 } },
    ]);
    expectDifferent("inlinedChain", ourRun.outcomes, theirRun.outcomes);
    expect(ourRun.requests).toEqual(theirRun.requests);
  });
});

describe("a preference for SigV4a", () => {
  test.each(sigV4aCases)("has no effect on requests to STS: $name", async (one) => {
    const preferred = await run(ours, one);
    const usual = await run(ours, JSON.parse(JSON.stringify(one).replaceAll("sigv4a", "sigv4")) as Case);
    expect(preferred.outcomes).toMatchObject([{ sessionToken: "token==" }]);
    expect(preferred.outcomes).toEqual(usual.outcomes);
    expect(preferred.requests).toEqual(usual.requests);
    const theirRun = await run(theirs, one);
    expectDifferent("inlinedChain", preferred.requests, theirRun.requests);
  });
});

describe("an endpoint whose path ends with a slash", () => {
  test.each(slashCases)("is not called with two slashes: $name", async (one) => {
    const [ourRun, theirRun] = [await run(ours, one), await run(theirs, one)];
    expect(ourRun.outcomes).toMatchObject([{ accessKeyId: expect.stringMatching(/^ASIA(?:SSO|NEW)$/) }]);
    expectDifferent("inlinedChain", ourRun.requests, theirRun.requests);
    expect(theirRun.requests[0]?.url).toMatch(/^\/path\/\/(?:federation|v1)\//);
  });
});

async function chainOf(client: string): Promise<Chain> {
  const aws = await fakeAws();
  const program = fileURLToPath(new URL("credentialChainProgram.cjs", import.meta.url));
  const process = fork(program, [client, String(aws.port), NOW], { cwd: ROOT, execArgv: [], stdio: "inherit" });
  const ended = once(process, "exit").then(([code]) =>
    Promise.reject(new Error(`The program ended with status ${code}.`)),
  );
  // After the tests, it need not exit by itself.
  ended.catch(() => {});
  return { aws, process, ended };
}

async function run(
  { aws, process, ended }: Chain,
  { environment, files = {}, answers = {}, ...rest }: Case,
): Promise<Run> {
  const home = mkdtempSync(join(tmpdir(), "chain-"));
  const filled = (text: string) => text.replaceAll("$HOME", home).replaceAll("$AWS", aws.url);
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), filled(text));
    }
    const whole: Record<string, string> = {
      HOME: home,
      AWS_CONFIG_FILE: join(home, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(home, "credentials"),
      ...Object.fromEntries(["STS", "SSO", "SSO_OIDC", "SIGNIN"].map((name) => [`AWS_ENDPOINT_URL_${name}`, aws.url])),
      ...environment,
    };
    Object.assign(aws, { answers, requests: [] });
    process.send(JSON.parse(filled(JSON.stringify({ ...rest, environment: whole }))));
    const [{ outcomes, records, traced }] = (await Promise.race([once(process, "message"), ended])) as [Run];
    return JSON.parse(
      JSON.stringify({ outcomes, records, traced, requests: aws.requests.map(shown), files: filesIn(home) })
        .replaceAll(home, "HOME")
        .replaceAll(new URL(aws.url).host, "127.0.0.1:1")
        .replaceAll(`:${aws.port}`, ":1"),
    ) as Run;
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Only AWS's clients log the sources of settings and endpoints. */
function isKept(record: readonly unknown[]): boolean {
  return !/^@smithy\/property-provider -> Not found|resolved endpoint from config|^endpoints evaluateCondition/.test(
    String(record[1]),
  );
}

/** AWS's clients log access key IDs and session tokens (docs/differences.md). */
function masked(records: Run["records"]): Run["records"] {
  const isSecret = /^(?:accessKeyId|sessionToken)$/i;
  return JSON.parse(JSON.stringify(records), (name, value: unknown) =>
    isSecret.test(name) && value ? "***SensitiveInformation***" : value,
  ) as Run["records"];
}

function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** A request without the client's name, and without random values and what depends on them. */
function shown({ method, url, headers, body }: Request): ShownRequest {
  const { "user-agent": agent = "", dpop, authorization, ...rest } = headers;
  const { "x-amz-user-agent": _, "amz-sdk-invocation-id": id, ...others } = rest;
  return {
    method,
    url,
    body,
    features: agent
      .split(" ")
      .filter((part) => /^(?:m|app|api)\//.test(part))
      .map((part) => part.replace(/#[\d.]+/, "")),
    authorization: authorization?.replace(/Signature=\w+/, ""),
    proof: dpop
      ?.split(".")
      .slice(0, 2)
      .map((part) => ({ ...JSON.parse(Buffer.from(part, "base64url").toString()), jti: "" })),
    hasId: id !== undefined,
    ...others,
  };
}

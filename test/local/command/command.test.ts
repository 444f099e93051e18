import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { CognitoIdentity, type CognitoIdentityClientConfig } from "../../../src/index.js";
import { requestLine } from "../../../src/local/command/requestLine.js";
import { CommandProcess } from "./commandProcess.js";

const local = (...args: readonly string[]): CommandProcess =>
  new CommandProcess("cognito-identity-local", ["--port", "0", ...args]);

function clientOf(endpoint: string, config: CognitoIdentityClientConfig = {}): CognitoIdentity {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new CognitoIdentity({ endpoint, region: "us-east-1", credentials, ...config });
  onTestFinished(() => client.destroy());
  return client;
}

describe("the command", () => {
  test("prints its address and how to use it, then one line per request, without secrets", async () => {
    const command = local("--control");
    const endpoint = await command.endpoint();
    await command.prints(new RegExp(`^  export AWS_ENDPOINT_URL_COGNITO_IDENTITY=${endpoint}$`, "m"));
    const banner = command.stdout;
    expect(banner).toContain(
      `
  export AWS_ENDPOINT_URL_COGNITO_IDENTITY=${endpoint}
  export AWS_ENDPOINT_URL_STS=${endpoint}
  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
`,
    );
    expect(banner).toMatch(/region +us-east-1\n/);
    expect(banner).toMatch(
      /credentials +access key ID test, secret access key test \(the default, which everyone knows\)/,
    );
    expect(banner).toMatch(/data +in memory/);
    const [, token = ""] = /#(\S+)/.exec(banner) ?? [];
    expect(banner).toContain(
      `console      ${endpoint}/#${token}\n  control      ${endpoint}/_control, with the header "Authorization: Bearer ${token}"\n`,
    );

    const client = clientOf(endpoint);
    const { IdentityPoolId } = await client.createIdentityPool({
      IdentityPoolName: "pool",
      AllowUnauthenticatedIdentities: true,
    });
    const Logins = { "accounts.google.com": "hushhush.token" };
    await expect(client.getId({ IdentityPoolId, Logins })).rejects.toThrow();
    const unknown = clientOf(endpoint, { credentials: { accessKeyId: "AKIASTRANGER", secretAccessKey: "hushhush" } });
    await expect(unknown.listIdentityPools({ MaxResults: 1 })).rejects.toThrow();
    const headers = { authorization: `Bearer ${token}` };
    await fetch(`${endpoint}/_control/faults`, { method: "POST", headers, body: '{"kind":"unavailable","times":1}' });
    await fetch(endpoint, { method: "POST" });
    await command.prints(/503/);

    const lines = command.stdout.slice(banner.length).trimEnd().split("\n");
    const time = "\\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}Z";
    const expected = [
      `^${time}  CreateIdentityPool +test +200 +[\\d.]+ ms$`,
      `^${time}  GetId +public +400 +[\\d.]+ ms  NotAuthorizedException$`,
      `^${time}  ListIdentityPools +AKIASTRANGER +400 +[\\d.]+ ms  UnrecognizedClientException$`,
      `^${time}  unknown operation +public +503 +[\\d.]+ ms  \\(injected fault: unavailable\\)$`,
    ];
    expect(lines).toHaveLength(expected.length);
    for (const [index, line] of lines.entries()) expect(line).toMatch(new RegExp(expected[index] ?? "$^"));
    expect(command.stdout).not.toMatch(/hushhush|AWS4-HMAC/);
    expect(lines.join()).not.toContain(token);
    expect(command.stdout).not.toContain("\u001b");
    expect(command.stderr).toBe("");
  });

  test("prints the pools of its seed, after the variables to export", async () => {
    const folder = mkdtempSync(join(tmpdir(), "seed-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const seed = join(folder, "seed.json");
    const pools = ["app", "back office"].map((IdentityPoolName, index) => ({
      IdentityPoolName,
      IdentityPoolId: `us-east-1:0000000${index}-0000-4000-8000-000000000000`,
      AllowUnauthenticatedIdentities: true,
    }));
    writeFileSync(seed, JSON.stringify({ pools }));
    const command = local("--seed", seed);
    await command.prints(/Ctrl-C/);
    expect(command.stdout).toContain(`
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test

  app          us-east-1:00000000-0000-4000-8000-000000000000
  back office  us-east-1:00000001-0000-4000-8000-000000000000

Press Ctrl-C to stop it.
`);
  });

  test("prints no credentials except their IDs", async () => {
    const command = local("--credentials", "AKIAONE:hushhush", "--credentials", "test:test:111122223333");
    const endpoint = await command.endpoint();
    await command.prints(/Ctrl-C/);
    expect(command.stdout).toContain("access key ID AKIAONE, secret access key ********\n");
    expect(command.stdout).toContain("access key ID test, secret access key test, account 111122223333\n");
    expect(command.stdout).not.toContain("hushhush");
    const credentials = { accessKeyId: "AKIAONE", secretAccessKey: "hushhush" };
    await clientOf(endpoint, { credentials }).listIdentityPools({ MaxResults: 1 });
  });

  test("doesn't print a given control token, but prints a generated one", async () => {
    const given = "hushhushhushhushhush";
    for (const form of ["human", "json"]) {
      const command = local("--control", "--control-token", given, "--log", form);
      const endpoint = await command.endpoint();
      expect((await fetch(`${endpoint}/_control`)).status).toBe(401);
      const headers = { authorization: `Bearer ${given}` };
      expect((await fetch(`${endpoint}/_control`, { headers })).status).toBe(200);
      expect(command.stdout + command.stderr).not.toContain("hush");
    }
    const made = local("--control", "--log", "json");
    const endpoint = await made.endpoint();
    const [, token] = await made.prints(/"controlToken":"([\w-]+)"/);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${endpoint}/_control`, { headers })).status).toBe(200);
    const wrong = local("--control", "--control-token", "hush");
    expect(await wrong.ended).toBe(2);
    expect(wrong.stderr).toMatch(/--control-token must be 16 to 256 characters/);
    expect(wrong.stderr).not.toContain("hush");
  });

  test("logs as JSON, one object per line", async () => {
    const command = local("--log", "json", "--region", "eu-west-1");
    const endpoint = await command.endpoint();
    await clientOf(endpoint, { region: "eu-west-1" }).listIdentityPools({ MaxResults: 1 });
    await command.prints(/ListIdentityPools/);
    command.process.kill("SIGTERM");
    expect(await command.ended).toBe(0);
    const events = command.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(events).toEqual([
      expect.objectContaining({ event: "listening", endpoint, region: "eu-west-1", accessKeyIds: ["test"] }),
      expect.objectContaining({ event: "request", operation: "ListIdentityPools", signed: true, status: 200 }),
      { event: "ended" },
    ]);
  });

  test("logs nothing with --log off", async () => {
    const command = local("--log", "off");
    const endpoint = await command.endpoint();
    await clientOf(endpoint).listIdentityPools({ MaxResults: 1 });
    command.process.kill("SIGINT");
    await command.ended;
    expect(command.stdout).not.toContain("ListIdentityPools");
  });

  test("starts with faults in effect, at another time", async () => {
    const command = local("--time", "2030-01-01T00:00:00Z", "--fault", '{"operation":"GetId","kind":"throttle"}');
    const endpoint = await command.endpoint();
    await command.prints(/time +2030-01-01T00:/);
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" },
    });
    expect(response.headers.get("x-amzn-errortype")).toBe("TooManyRequestsException:");
    expect(response.headers.get("date")).toMatch(/^Tue, 01 Jan 2030 00:/);
    expect((await fetch(`${endpoint}/_control`)).status).toBe(404);
    await command.prints(/2030-01-01T00:.*GetId/);
  });

  test("keeps its state in a folder that no other process can use at the same time, and starts with a seed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "command-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const seed = join(folder, "seed.json");
    writeFileSync(
      seed,
      JSON.stringify({ pools: [{ IdentityPoolName: "planted", AllowUnauthenticatedIdentities: true }] }),
    );
    const data = join(folder, "data");
    const first = local("--data", data, "--seed", seed);
    const client = clientOf(await first.endpoint());
    expect(first.stdout).toMatch(new RegExp(`data +${data}\n`));
    const { IdentityPools: [pool] = [] } = await client.listIdentityPools({ MaxResults: 60 });
    expect(pool?.IdentityPoolName).toBe("planted");

    const second = local("--data", data);
    expect(await second.ended).toBe(1);
    expect(second.stderr).toMatch(/^cognito-identity-local: The data folder .* is in use by another process\./);
    first.process.kill("SIGTERM");
    expect(await first.ended).toBe(0);

    const third = local("--data", data);
    const again = await clientOf(await third.endpoint()).listIdentityPools({ MaxResults: 60 });
    expect(again.IdentityPools).toEqual([pool]);
  });

  test("reports what is wrong with a seed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "command-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const seed = join(folder, "seed.json");
    writeFileSync(seed, JSON.stringify({ polls: [] }));
    const command = local("--seed", seed);
    expect(await command.ended).toBe(1);
    expect(command.stderr).toMatch(
      /^cognito-identity-local: The seed file .*seed\.json has an error:\n {2}\/polls: is not a member. Did you mean pools\?/,
    );
    expect(command.stderr).not.toMatch(/\n {4}at /);
  });

  test("says when others can reach it", async () => {
    const command = local("--host", "0.0.0.0");
    await command.prints(/Other machines can reach it/);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("exits cleanly on %s, even with requests in progress", async (signal) => {
    const command = local("--fault", '{"operation":"GetId","kind":"hang"}', "--fault", '{"latency":100000}');
    const endpoint = await command.endpoint();
    const post = (operation: string) =>
      fetch(endpoint, { method: "POST", headers: { "x-amz-target": `AWSCognitoIdentityService.${operation}` } });
    const pending = [post("GetId"), post("ListIdentityPools")].map((each) => each.catch((error: unknown) => error));
    const idle = await new Promise<Socket>((resolve) => {
      const socket = connect(Number(new URL(endpoint).port), "127.0.0.1", () => resolve(socket));
    });
    idle.on("error", () => {});
    onTestFinished(() => {
      idle.destroy();
    });
    idle.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf");
    await command.prints(/GetId/);
    command.process.kill(signal);
    expect(await command.ended).toBe(0);
    expect(command.stdout).toMatch(/The local Cognito Identity service has stopped\.\n/);
    expect(command.stderr).toBe("");
    for (const each of await Promise.all(pending)) expect(each).toBeInstanceOf(TypeError);
  });

  test.skipIf(!existsSync("/dev/full"))("fails with a reason if its output cannot be written", async () => {
    const wrap = (words: readonly string[]) => ["sh", "-c", '"$@" > /dev/full', "sh", ...words];
    const command = new CommandProcess("cognito-identity-local", ["--port", "0"], { wrap });
    expect(await command.ended).toBe(1);
    expect(command.stderr).toMatch(/^cognito-identity-local: The output cannot be written: .*ENOSPC/);
  });

  test("doesn't use another port if the requested one is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const command = new CommandProcess("cognito-identity-client", ["local", "--port", `${port}`]);
    expect(await command.ended).toBe(1);
    expect(command.stderr).toBe(
      `cognito-identity-client: Port ${port} on 127.0.0.1 is already in use. Choose another port, or 0 for any free port.\n` +
        "For example: cognito-identity-client local --port 0\n",
    );
    expect(command.stdout).toBe("");
  });

  test("fails with a reason if it can't listen on the given address", async () => {
    const command = new CommandProcess("cognito-identity-local", ["--port", "0", "--host", "203.0.113.1"]);
    expect(await command.ended).toBe(1);
    expect(command.stderr).toMatch(/^cognito-identity-local: Cannot listen on 203\.0\.113\.1, port 0: /);
  });
});

describe("colors", () => {
  const hasScript = spawnSync("script", ["--version"]).status === 0;
  /** util-linux's `script` gives the command a terminal. */
  const wrap = (words: readonly string[]): string[] => [
    ...["script", "--quiet", "--return", "--command", words.map((word) => `'${word}'`).join(" "), "/dev/null"],
  ];

  test.skipIf(!hasScript)("are used on terminals and on request", async () => {
    for (const [NO_COLOR, status] of [
      ["", "\u001b[33m400\u001b[0m"],
      ["1", "  400  "],
    ] as const) {
      const command = new CommandProcess("cognito-identity-local", ["--port", "0"], { env: { NO_COLOR }, wrap });
      await fetch(await command.endpoint(), { method: "POST" });
      await command.prints(/UnknownOperationException/);
      expect(command.stdout).toContain(status);
      expect(command.stdout.includes("\u001b")).toBe(NO_COLOR === "");
    }
  });

  test("depend on the result", () => {
    const record = { time: 0, requestId: "", operation: "GetId", signed: false, ms: 1.26 };
    expect(requestLine({ ...record, status: 200 }, false)).toBe(
      `1970-01-01T00:00:00.000Z  ${"GetId".padEnd(34)}  ${"public".padEnd(20)}  200    1.3 ms`,
    );
    expect(requestLine({ ...record, status: 0, fault: "hang" }, false)).toContain(
      "  ---    1.3 ms  (injected fault: hang)",
    );
    for (const [status, colour] of [
      [200, 32],
      [400, 33],
      [500, 31],
    ] as const) {
      expect(requestLine({ ...record, status }, true)).toContain(`\u001b[${colour}m${status}\u001b[0m`);
    }
    expect(requestLine({ ...record, signed: true, status: 400 }, false)).toContain("unreadable key");
  });
});

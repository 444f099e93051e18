import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { commandOptions } from "../../../src/local/command/commandOptions.js";
import { readArguments } from "../../../src/local/command/readArguments.js";
import { UsageError } from "../../../src/local/command/UsageError.js";
import { publishedRates } from "../../../src/local/index.js";
import { run } from "./commandProcess.js";

describe("arguments", () => {
  test("become the options of startCognitoIdentity", () => {
    const args = "--port=0 --host ::1 --region eu-west-1 --account 111122223333 --control --log json".split(" ");
    const more = ["--credentials", "a:b/+=", "--credentials", "c:d:444455556666", "--fault", '{"kind":"cut"}'];
    const settings = readArguments([...args, ...more, "--fault", '{"latency":5}']);
    expect(settings).toEqual({
      start: {
        port: 0,
        host: "::1",
        region: "eu-west-1",
        accountId: "111122223333",
        control: true,
        credentials: [
          { accessKeyId: "a", secretAccessKey: "b/+=" },
          { accessKeyId: "c", secretAccessKey: "d", accountId: "444455556666" },
        ],
        faults: [{ kind: "cut" }, { latency: 5 }],
      },
      log: "json",
    });
    expect(
      readArguments("--control-token abcdefghijklmnop --cors http://a.example --cors http://b.example".split(" ")),
    ).toMatchObject({ start: { controlToken: "abcdefghijklmnop", cors: ["http://a.example", "http://b.example"] } });
    for (const args of [["--cors", "none"], "--cors none --cors none".split(" ")]) {
      expect(readArguments(args)).toMatchObject({ start: { cors: [] } });
    }
    const switches = "--sync --data dir --faithful-jwks --https-key k.pem --https-cert c.pem --rates".split(" ");
    expect(readArguments(switches)).toMatchObject({
      start: {
        dataFolder: "dir",
        syncData: true,
        faithfulJwks: true,
        https: { key: "k.pem", cert: "c.pem" },
        faults: publishedRates,
      },
    });
    expect(readArguments([])).toEqual({ start: { port: 4545 }, log: "human" });
  });

  test("accept keys of login providers in four forms", () => {
    const folder = mkdtempSync(join(tmpdir(), "login-keys-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const write = (name: string, contents: unknown): string => {
      writeFileSync(join(folder, name), JSON.stringify(contents));
      return join(folder, name);
    };
    const userPool = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc";
    const byProvider = write("all.json", {
      "c.example": "https://c.example/keys",
      "d.example": { keys: [] },
      "e.example": "./keys/e.json",
    });
    const args = ["a.example=./keys.json", "b.example/x=https://b.example/keys?v=1", byProvider];
    const all = [...args, `https://${userPool}/.well-known/jwks.json`].flatMap((text) => ["--verify-logins", text]);
    expect(readArguments(all)).toMatchObject({
      start: {
        verifyLogins: {
          "a.example": "./keys.json",
          "b.example/x": "https://b.example/keys?v=1",
          "c.example": "https://c.example/keys",
          "d.example": { keys: [] },
          "e.example": join(folder, "keys/e.json"),
          [userPool]: `https://${userPool}/.well-known/jwks.json`,
        },
      },
    });
    for (const [text, message] of [
      [
        "https://keys.example/a=b",
        "cannot tell which provider has its keys at https://keys.example/a=b. Write PROVIDER=https://keys.example/a=b.",
      ],
      [write("keys.json", { keys: [] }), "Write PROVIDER="],
      [write("list.json", []), "must be a JSON object of key sets by provider."],
      [join(folder, "none.json"), "cannot read "],
    ] as const) {
      expect(() => readArguments(["--verify-logins", text])).toThrow(message);
      expect(() => readArguments(["--verify-logins", text])).toThrow(UsageError);
    }
  });

  test("--time sets the clock, which continues from there", async () => {
    const settings = readArguments(["--time", "2030-01-01T00:00:00Z"]);
    const clock = typeof settings === "object" ? settings.start.clock : undefined;
    expect((clock?.() ?? 0) - Date.UTC(2030, 0, 1)).toBeLessThan(3_600_000);
    await expect.poll(() => clock?.()).toBeGreaterThan(Date.UTC(2030, 0, 1) + 20);
  });

  test.each([
    [["--prot", "1"], "There is no option --prot. Did you mean --port?"],
    [["--frobnicate"], "There is no option --frobnicate."],
    [["-x"], "There is no option -x."],
    [["here"], 'Unexpected argument "here": this command accepts only options.'],
    [["--port"], "--port needs a value: --port NUMBER"],
    [["--port", "--control"], "--port needs a value: --port NUMBER"],
    [["--control=yes"], "--control does not take a value."],
    [["--port", "many"], '--port must be a whole number from 0 to 65535, not "many".'],
    [["--port="], '--port must be a whole number from 0 to 65535, not "".'],
    [["--log", "xml"], '--log must be human, json, or off, not "xml".'],
    [["--time", "tomorrow"], '--time must be ISO 8601 such as 2030-01-31T12:00:00Z, not "tomorrow".'],
    [["--time", "1969-12-31T00:00:00Z"], "--time must be ISO 8601"],
    [["--fault", "{kind}"], '--fault must be JSON such as \'{"operation":"GetId","kind":"throttle"}\', not {kind}'],
    [["--credentials", "onlyid"], "--credentials must be ID:SECRET or ID:SECRET:ACCOUNT, such as test:test."],
    [["--cors", "none", "--cors", "http://a.example"], "--cors must be either none or origins."],
    [["--cors", "http://a.example", "--cors", "none"], "--cors must be either none or origins."],
    [["--credentials", "a:b:c:d"], "--credentials must be ID:SECRET or ID:SECRET:ACCOUNT, such as test:test."],
  ])("%j are rejected with a reason", (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
    expect(() => readArguments(args)).toThrow(UsageError);
  });

  test("a rejected secret is not repeated", () => {
    expect(() => readArguments(["--credentials", ":hushhush"])).not.toThrow(/hushhush/);
  });
});

describe("the command", () => {
  test.each([
    [["--region", "moon"], '--region must be a Region such as us-east-1, not "moon".'],
    [["--port", "65536"], "--port must be a whole number from 0 to 65535, not 65536."],
    [["--account", "12"], '--account must be twelve digits, not "12".'],
    [["--credentials", "a:hush:hushhush"], "--credentials must be ID:SECRET or ID:SECRET:ACCOUNT, such as test:test. "],
    [["--fault", '{"kind":"boom"}'], "--fault[0].kind must be one of throttle, "],
    [
      ["--verify-logins", "a.example=/none.json"],
      '--verify-logins["a.example"] must be the path of a file with a JSON Web Key Set, but /none.json cannot be read: ENOENT',
    ],
    [["--https-key", "/none.pem"], "--https-key must be PEM or the path of a PEM file: ENOENT"],
    [["--https-cert", "/none.pem"], "--https-key is missing: HTTPS needs a private key and its certificate."],
    [["--data", ""], '--data must be the path of a folder, not "".'],
    [["--verbose"], "There is no option --verbose."],
  ])("with %j, reports what is wrong and exits with status 2", async (args, message) => {
    const { status, stdout, stderr } = await run("cognito-identity-local", ...args);
    expect(stderr).toContain(`cognito-identity-local: ${message}`);
    expect(stderr).toContain("Try cognito-identity-local --help\n");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).not.toMatch(/hushhush|\n {4}at /);
  });

  test("with --help, prints the options and examples", async () => {
    const { status, stdout, stderr } = await run("cognito-identity-client", "local", "--help");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^cognito-identity-client local \[options\]\n/);
    for (const { name, help } of commandOptions) {
      expect(stdout).toContain(`--${name}`);
      expect(stdout).toContain(help);
    }
    expect(stdout).toContain("Default: 4545");
    expect(stdout).toContain("aws cognito-identity create-identity-pool");
    expect(stdout).toContain("new CognitoIdentityClient({");
    expect(stdout.split("\n").filter((line) => line.length > 110)).toEqual([]);
  });

  test("with --version, prints the package's version", async () => {
    for (const args of [["--version"], ["-v"], ["local", "--version"]]) {
      expect(await run("cognito-identity-client", ...args)).toEqual({
        status: 0,
        stdout: `${manifest.version}\n`,
        stderr: "",
      });
    }
  });

  test("without a subcommand, lists them, and suggests the one that was probably meant", async () => {
    for (const args of [[], ["--help"], ["-h"]]) {
      const { status, stdout } = await run("cognito-identity-client", ...args);
      expect(status).toBe(0);
      expect(stdout).toMatch(/Commands:\n {2}local {3}Start/);
    }
    const { status, stderr } = await run("cognito-identity-client", "locla");
    expect([status, stderr]).toEqual([
      2,
      'cognito-identity-client: There is no command "locla". Did you mean local?\nTry cognito-identity-client --help\n',
    ]);
  });
});

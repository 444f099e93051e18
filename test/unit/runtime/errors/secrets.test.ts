import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { fromCognitoIdentity } from "../../../../src/credentials/index.js";
import { ownCaller } from "../../../../src/credentials/platform/callers.browser.js";
import { GetId$ } from "../../../../src/generated/commands/GetIdCommand.js";
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  ListIdentitiesCommand,
} from "../../../../src/index.js";
import { masked } from "../../../../src/runtime/observe/secrets.js";
import { FetchHttpHandler } from "../../../../src/runtime/platform/browser/FetchHttpHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { type Answer, startRawServer } from "../world/startRawServer.js";

const part = (name: string) => `${name}0planted0value+/=0of0at0least0forty0characters`;
const TOKEN = `eyJhbGciOiJub25lIn0.${part("login").replaceAll(/\W/g, "")}.signature`;
const OPAQUE = part("opaque0login");
const SESSION = part("session");
const KEY = part("secretkey");
const KEY_ID = "AKIAPLANTEDPLANTED12";
const PASSWORD = "password0planted0";
const ISSUED = part("issued");
/** What must not appear anywhere: prefixes, because a part of a secret is also secret. */
const planted = [
  TOKEN.slice(20, 45),
  OPAQUE.slice(0, 20),
  SESSION.slice(0, 15),
  KEY.slice(0, 17),
  KEY_ID,
  PASSWORD,
  ISSUED.slice(0, 14),
];
const LOGINS = [TOKEN, OPAQUE];
const credentials = { accessKeyId: KEY_ID, secretAccessKey: KEY, sessionToken: SESSION };
test("A request in a handler's error contains no secrets, and was sent unchanged", async () => {
  const requests: { headers: Record<string, string> }[] = [];
  const handle = async (request: (typeof requests)[number]) => {
    requests.push(request);
    throw Object.assign(new Error("lost"), { request });
  };
  const client = new CognitoIdentityClient({
    region: "eu-west-1",
    credentials,
    maxAttempts: 1,
    requestHandler: { handle } as never,
  });
  const signed = await rejectionOf(client.send(new ListIdentitiesCommand({ IdentityPoolId: "p", MaxResults: 1 })));
  const login = await rejectionOf(client.send(new GetIdCommand({ IdentityPoolId: "p", Logins: { g: TOKEN } })));
  for (const secret of planted) {
    expect(inspect([signed, login], { depth: 9 })).not.toContain(secret);
  }
  expect(signed).toHaveProperty("request.headers.x-amz-security-token", "***SensitiveInformation***");
  expect(requests[0]?.headers["x-amz-security-token"]).toBe(SESSION);
});

/** Responses of a server that repeats what it received. */
function answersWith(sent: readonly string[]): Record<string, Answer> {
  const echo = sent.join(" and ");
  const members = {
    Token: ISSUED,
    Logins: { p: ISSUED },
    Credentials: { AccessKeyId: ISSUED, SecretKey: ISSUED, SessionToken: ISSUED },
    accessKeyId: ISSUED,
    secret_access_key: ISSUED,
    "x-amz-security-token": ISSUED,
    Request: { headers: [{ authorization: ISSUED, idToken: ISSUED }], echo: [echo, { deep: echo }] },
    password: ISSUED,
    cause: { message: echo },
  };

  const json = (status: number, body: object): Answer => ({ status, body: JSON.stringify(body) });
  return {
    "a declared error that repeats everything": json(400, {
      __type: "NotAuthorizedException",
      message: echo,
      ...members,
    }),
    "an undeclared error": json(400, { __type: `Odd ${echo}`, Message: echo, ...members }),
    "a server error": json(500, { code: "InternalErrorException", message: encodeURIComponent(echo), ...members }),
    "an error that repeats a part": json(400, { message: sent.map((secret) => secret.slice(0, 30)).join(" ") }),
    "an error whose code is an object": json(400, { __type: { toString: 1, Token: ISSUED }, message: { a: echo } }),
    "an error whose headers repeat everything": {
      status: 403,
      headers: { "x-echo": encodeURIComponent(echo), "x-amzn-requestid": sent.at(-1) ?? "" },
      body: "{}",
    },
    "a page": { status: 502, body: `<html>${echo} ${ISSUED}</html>` },
    "a truncated HTML page": { status: 502, body: `<html>${"a ".repeat(980)}${ISSUED}` },
    "an output with an invalid time": json(200, {
      Credentials: { AccessKeyId: ISSUED, SecretKey: ISSUED, SessionToken: ISSUED, Expiration: true },
    }),
    "a truncated output": { status: 200, body: `{"Credentials":{"SecretKey":"${ISSUED}` },
    "headers that are not HTTP": { raw: `HTTP/1.1 200 OK\r\nBad Header ${ISSUED} ${echo}\r\n\r\n` },
    "a body with a wrong length": { raw: `HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"Token":"${ISSUED}"` },
    "invalid chunks": { raw: `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n${ISSUED} ${echo}` },
  };
}

/** All ways to print an error, in Node.js and in tools. */
function prints(error: unknown): string {
  let printed = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      printed += chunk;
      done();
    },
  });
  const out = new Console(stream);
  out.log(error);
  out.dir(error, { depth: null, showHidden: true });
  out.error("%s %o %O %j", error, error, error, error);
  const options = { showHidden: true, depth: 20, getters: true, maxStringLength: null, maxArrayLength: null };
  const parts = [printed, inspect(error, options), inspect(error, { ...options, customInspect: false })];
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    parts.push(String(each), String(each.stack), JSON.stringify(each), JSON.stringify({ ...each }));
    parts.push(inspect(Object.getOwnPropertyDescriptors(each), options));
    const { $response } = each as { $response?: unknown };
    parts.push(JSON.stringify($response) ?? "", inspect($response, options));
  }
  return parts.join("\n");
}

function expectNoSecret(error: unknown, log: unknown[] = []): void {
  expect(error).toBeInstanceOf(Error);
  const text = prints(error) + log.map((record) => prints(record) + inspect(record, { depth: 20 })).join("\n");
  expect(planted.filter((secret) => text.includes(secret))).toEqual([]);
}

function recorder() {
  const log: unknown[] = [];
  const note = (...record: unknown[]) => void log.push(...record);
  return { log, logger: { trace: note, debug: note, info: note, warn: note, error: note } };
}

describe.each(Object.keys(answersWith([])))("There is no secret in what %s becomes", (name) => {
  const publicly = answersWith(LOGINS)[name] ?? {};
  const signed = answersWith([SESSION, KEY, KEY_ID])[name] ?? {};

  test.each(["node:http", "fetch"])("with %s", async (handler) => {
    const logins = { "graph.facebook.com": OPAQUE, "cognito-idp.eu-west-1.amazonaws.com/x": TOKEN };
    for (const [answer, command] of [
      [publicly, new GetCredentialsForIdentityCommand({ IdentityId: "eu-west-1:1", Logins: logins })],
      [publicly, new GetIdCommand({ IdentityPoolId: "eu-west-1:1", Logins: logins })],
      [signed, new ListIdentitiesCommand({ IdentityPoolId: "eu-west-1:1", MaxResults: 1 })],
    ] as [Answer, GetIdCommand][]) {
      const { endpoint } = await startRawServer(answer);
      const { log, logger } = recorder();
      const client = new CognitoIdentityClient({
        region: "eu-west-1",
        endpoint: endpoint.replace("//", `//user:${PASSWORD}@`),
        credentials,
        logger,
        maxAttempts: 2,
        requestHandler:
          handler === "fetch" ? new FetchHttpHandler(async () => ({ requestTimeout: 5_000 }) as never) : {},
      });
      await client.send(command).then(
        () => {},
        (error) => expectNoSecret(error, log),
      );
      client.destroy();
    }
  });

  test("with the providers", async () => {
    const { endpoint } = await startRawServer(publicly);
    const { log, logger } = recorder();
    const options = { logins: { "graph.facebook.com": OPAQUE, oidc: TOKEN }, logger };
    const clientConfig = { region: "eu-west-1", endpoint, maxAttempts: 1, logger };
    const enhanced = fromCognitoIdentity({ identityId: "eu-west-1:1", clientConfig, ...options });
    await enhanced().then(
      () => {},
      (error) => expectNoSecret(error, log),
    );
    const requestHandler = new FetchHttpHandler(async () => ({ requestTimeout: 5_000 }) as never);
    const small = ownCaller({ ...clientConfig, requestHandler });
    await small.callOperation(GetId$, { IdentityPoolId: "eu-west-1:1", Logins: options.logins }).then(
      () => {},
      (error) => expectNoSecret(error, log),
    );
  });
});

test.each([`${SESSION}\n${KEY}`, `\u0100${SESSION}`])(
  "The error about an invalid header contains no secrets",
  async (sessionToken) => {
    for (const requestHandler of [{}, new FetchHttpHandler(async () => ({ requestTimeout: 5_000 }) as never)]) {
      const client = new CognitoIdentityClient({
        region: "eu-west-1",
        endpoint: "http://127.0.0.1:1",
        credentials: { ...credentials, sessionToken },
        requestHandler,
        maxAttempts: 1,
      });
      expectNoSecret(await rejectionOf(client.send(new ListIdentitiesCommand({ IdentityPoolId: "p", MaxResults: 1 }))));
    }
  },
);

test.each([
  "http://USER@",
  "USER@host",
  "USER@host:80/path",
  "http://USER@ho st/",
  "htps://USER@x",
  "http://USER/@127.0.0.1:1/",
])("The error about an invalid endpoint contains no secrets: %s", async (form) => {
  const { log, logger } = recorder();
  const endpoint = form.replace("USER", `user:${PASSWORD}`);
  const send = async () => {
    const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint, logger, maxAttempts: 1 });
    return client.send(new GetIdCommand({ IdentityPoolId: "p" }));
  };
  expectNoSecret(await rejectionOf(send()), log);
});

test("A response can't send control characters to a terminal through an error", async () => {
  const body = JSON.stringify({ __type: "A\u001b[2JB", message: "c\u001b]0;title\u0007\u202ed\rx\r\ny" });
  for (const answer of [
    { status: 400, body },
    { status: 502, body: "<p>\u001b[31m\u009b2J\r\n" },
  ]) {
    const { endpoint } = await startRawServer(answer);
    const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint, maxAttempts: 1 });
    const error = await rejectionOf(client.send(new GetIdCommand({ IdentityPoolId: "p" })));
    const text = `${error.name} ${error.message} ${error.stack}`;
    const controls = ["\u001b", "\u0007", "\u202e", "\u009b", "\rx"];
    expect(controls.filter((character) => text.includes(character))).toEqual([]);
    expect(`${error.name} ${error.message}`).toContain("\\u001b");
    client.destroy();
  }
});

describe("The cost of a body is limited:", () => {
  const deep = (text: string, depth: number) => `${'{"a":'.repeat(depth)}${text}${"}".repeat(depth)}`;
  test.each([
    ["12 MB with an unpaired quote", `"${"a ".repeat(6_000_000)}`],
    ["12 MB of quotes", '"'.repeat(12_000_001)],
    ["an error nested 100,000 deep", `{"__type":"X","message":${deep('"m"', 100_000)}}`],
    ["a code nested 100,000 deep", `{"__type":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["a code that can't be converted to a string", '{"__type":{"toString":1,"valueOf":2}}'],
    ["a member nested 100,000 deep", `{"a":${deep("1", 100_000)}}`],
  ])("%s", async (_name, body) => {
    const { endpoint } = await startRawServer({ status: 400, body });
    const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint, maxAttempts: 1 });
    const error = await rejectionOf(client.send(new GetIdCommand({ IdentityPoolId: "p" })));
    expect(error.$metadata).toMatchObject({ httpStatusCode: 400, attempts: 1 });
    expect(typeof JSON.stringify(error)).toBe("string");
    client.destroy();
  });
});

test("Masking creates a copy", () => {
  const given = { a: [1, { b: "text" }], Token: "t" };
  expect(masked(given, { names: /Token/i })).toEqual({ ...given, Token: "***SensitiveInformation***" });
  expect(given.Token).toBe("t");
});

test("An object that occurs several times in an error is masked everywhere", () => {
  const shared: Record<string, unknown> = { text: OPAQUE };
  shared.self = shared;
  const error = Object.assign(new Error("e"), { one: shared, other: [shared] });
  masked(error, { values: [OPAQUE] });
  expectNoSecret(error);
});

test("An error that refers to itself is masked once", () => {
  const loop: Record<string, unknown> = { text: OPAQUE };
  loop.self = loop;
  const error = Object.assign(new Error(OPAQUE), { loop });
  error.cause = error;
  masked(error, { values: [OPAQUE] });
  expect(error.message).toBe("***SensitiveInformation***");
});
